package org.poise.app.compare;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Map;
import java.util.function.Function;

/** A comparison as JSON. A number that is not finite is null. */
final class ComparisonJson {
  private final Comparison comparison;

  private ComparisonJson(Comparison comparison) {
    this.comparison = comparison;
  }

  /** The content of comparison.json. */
  static ObjectNode of(Comparison comparison) {
    return new ComparisonJson(comparison).write();
  }

  private ObjectNode write() {
    ObjectNode root = JsonNodeFactory.instance.objectNode();
    root.put("problem", comparison.title());
    if (comparison.cite() != null) {
      root.put("cite", comparison.cite());
    }
    root.put("steps", comparison.steps());
    comparison.seeds().forEach(root.putArray("seeds")::add);
    root.put("measure", comparison.measure());
    comparison.quantities().forEach(root.putArray("quantities")::add);
    root.put("baseline", comparison.schemes().getFirst().label());
    root.put("runs", comparison.runs());
    root.put("failed", comparison.failed());
    ArrayNode schemes = root.putArray("schemes");
    comparison.schemes().forEach(scheme -> schemes.add(scheme(scheme)));
    root.put("version", comparison.version());
    return root;
  }

  private ObjectNode scheme(SchemeResult scheme) {
    ObjectNode node = JsonNodeFactory.instance.objectNode();
    node.put("label", scheme.label());
    node.put("weights", scheme.weights());
    node.put("failed", scheme.failed());
    node.set("errors", quantities(q -> spread(Spread.of(scheme.errors(q)))));
    node.set("bestErrors", quantities(q -> spread(Spread.of(scheme.best(q)))));
    node.set("seconds", spread(scheme.seconds()));
    node.set("secondsPerStep", spread(scheme.secondsPerStep()));
    node.set("weightShare", spread(scheme.weightShare()));
    ObjectNode weights = node.putObject("finalWeights");
    comparison.groups().forEach(group -> weights.set(group, spread(scheme.weight(group))));
    if (scheme != comparison.schemes().getFirst()) {
      node.set("ratios", quantities(q -> ratios(comparison.against(scheme, q))));
    }
    ArrayNode runs = node.putArray("runs");
    scheme.runs().forEach(run -> runs.add(run(run)));
    return node;
  }

  private ObjectNode quantities(Function<String, ObjectNode> value) {
    ObjectNode node = JsonNodeFactory.instance.objectNode();
    comparison.quantities().forEach(quantity -> node.set(quantity, value.apply(quantity)));
    return node;
  }

  private static ObjectNode spread(Spread spread) {
    ObjectNode node = JsonNodeFactory.instance.objectNode();
    number(node, "min", spread.min());
    number(node, "lowerQuartile", spread.lower());
    number(node, "median", spread.median());
    number(node, "upperQuartile", spread.upper());
    number(node, "max", spread.max());
    return node;
  }

  private static ObjectNode ratios(PairedRatios paired) {
    ObjectNode node = JsonNodeFactory.instance.objectNode();
    number(node, "median", paired.median());
    ObjectNode interval = node.putObject("interval");
    number(interval, "lower", paired.interval().lower());
    number(interval, "upper", paired.interval().upper());
    interval.put("lowerRank", paired.interval().lowerRank());
    interval.put("upperRank", paired.interval().upperRank());
    interval.put("level", paired.interval().level());
    node.put("better", paired.better());
    ArrayNode values = node.putArray("values");
    for (double ratio : paired.ratios()) {
      if (Double.isFinite(ratio)) {
        values.add(ratio);
      } else {
        values.addNull();
      }
    }
    return node;
  }

  private static ObjectNode run(RunResult run) {
    ObjectNode node = JsonNodeFactory.instance.objectNode();
    node.put("seed", run.seed());
    node.put("outcome", run.outcome());
    node.put("message", run.message());
    node.put("failed", run.failed());
    node.put("steps", run.steps());
    number(node, "seconds", run.seconds());
    number(node, "weightSeconds", run.weightSeconds());
    node.put("threads", run.threads());
    numbers(node.putObject("errors"), run.errors());
    numbers(node.putObject("bestErrors"), run.best());
    node.put("bestStep", run.bestStep());
    numbers(node.putObject("finalWeights"), run.weights());
    return node;
  }

  private static void numbers(ObjectNode node, Map<String, Double> values) {
    values.forEach((name, value) -> number(node, name, value));
  }

  private static void number(ObjectNode node, String name, double value) {
    if (Double.isFinite(value)) {
      node.put(name, value);
    } else {
      node.putNull(name);
    }
  }
}
