package org.poise.app.report;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.poise.app.compare.RunResult;
import org.poise.network.ParameterLayout;
import org.poise.problem.Equation;
import org.poise.problem.Problem;
import org.poise.problem.TrainableCoefficient;

/** The parts of a page that come from summary.json: key figures and tables. */
final class Summaries {
  private Summaries() {}

  /** Title, citation, outcome and key figures. */
  static void header(RunFiles run, ObjectNode data) {
    Problem problem = run.experiment().problem();
    JsonNode summary = run.summary();
    data.put("title", problem.title());
    cite(problem.cite() == null ? "" : problem.cite(), data);
    String outcome = summary.path("outcome").asText();
    String kind = RunResult.isFailure(outcome) ? "failed" : "done";
    data.putObject("outcome")
        .put("kind", outcome.equals("interrupted") ? "stopped" : kind)
        .put("message", summary.path("message").asText());
    data.put("steps", summary.path("steps").asLong());
    data.put(
        "footer",
        "Made by Poise "
            + summary.path("version").asText("")
            + " from summary.json, metrics.csv, problem.yaml and model.safetensors beside this"
            + " file.");
    figures(summary, data.putArray("figures"));
  }

  /** The sources of a problem, with links where they name places that are known. */
  static void cite(String sources, ObjectNode data) {
    if (!sources.isEmpty()) {
      ArrayNode cite = data.putArray("cite");
      for (String source : sources.split(",\\s+")) {
        cite.addObject().put("text", source).put("href", link(source));
      }
    }
  }

  private static void figures(JsonNode summary, ArrayNode figures) {
    worst(summary, "relL2", "Relative L2 error", figures, true);
    worst(summary, "max", "Maximum error", figures, false);
    number(figures, "Loss", summary.path("loss"));
    number(figures, "Steps", summary.path("steps"));
    double seconds = summary.path("seconds").asDouble();
    figures.addObject().put("label", "Training time").put("value", seconds).put("unit", "seconds");
    if (seconds > 0) {
      double share = summary.path("weightSeconds").asDouble() / seconds;
      figures.addObject().put("label", "Spent on weights").put("value", share).put("unit", "share");
    }
    word(figures, "Traces", summary.path("estimator"));
    number(figures, "Parameters", summary.path("parameters"));
    number(figures, "Threads", summary.path("threads"));
    word(figures, "Seed", summary.path("seed"));
    word(figures, "Precision", summary.path("precision"));
  }

  /** The largest error over the quantities. */
  private static void worst(
      JsonNode summary, String measure, String label, ArrayNode figures, boolean hero) {
    String of = "";
    double worst = -1;
    for (Map.Entry<String, JsonNode> error : summary.path("errors").properties()) {
      double value = error.getValue().path(measure).asDouble(Double.NaN);
      if (value > worst) {
        worst = value;
        of = error.getKey();
      }
    }
    if (worst >= 0) {
      figures
          .addObject()
          .put("label", label)
          .put("value", worst)
          .put(
              "note", summary.path("errors").size() > 1 ? "of " + of + ", the largest" : "of " + of)
          .put("hero", hero);
    }
  }

  private static void number(ArrayNode figures, String label, JsonNode value) {
    if (value.isNumber() && Double.isFinite(value.asDouble())) {
      figures.addObject().put("label", label).set("value", value);
    }
  }

  private static void word(ArrayNode figures, String label, JsonNode value) {
    if (value.isValueNode()) {
      figures.addObject().put("label", label).put("value", value.asText()).put("unit", "text");
    }
  }

  /** The address of a citation, or null for one that names no place known. */
  static @Nullable String link(String cite) {
    String lower = cite.toLowerCase(Locale.ROOT);
    if (lower.startsWith("https://") || lower.startsWith("http://")) {
      return cite;
    }
    if (lower.matches("doi:\\s*10\\.[^\\s]+")) {
      return "https://doi.org/" + cite.substring(4).strip();
    }
    if (lower.matches("arxiv:\\s*[^\\s]+")) {
      return "https://arxiv.org/abs/" + cite.substring(6).strip();
    }
    return null;
  }

  /** The table of loss terms. */
  static void blocks(RunFiles run, ObjectNode data) {
    Problem problem = run.experiment().problem();
    ArrayNode blocks = data.putArray("blocks");
    for (Equation equation : problem.equations()) {
      int count = run.experiment().points(equation);
      ObjectNode block = blocks.addObject().put("name", equation.name());
      block.put("formula", equation.text()).put("on", equation.on()).put("count", count);
      block.put("group", equation.group());
      block.set("loss", finite(run.summary().path("losses").path(equation.name())));
      block.set("trace", finite(run.summary().path("traces").path(equation.name())));
      block.set("traceError", finite(run.summary().path("traceErrors").path(equation.name())));
      block.set("weight", finite(run.summary().path("weights").path(equation.group())));
    }
  }

  private static @Nullable JsonNode finite(JsonNode value) {
    return value.isNumber() && Double.isFinite(value.asDouble()) ? value : null;
  }

  /** The table of trainable coefficients. */
  static void coefficients(
      Problem problem, ParameterLayout layout, double[] theta, ObjectNode data) {
    ArrayNode coefficients = data.putArray("coefficients");
    for (TrainableCoefficient coefficient : problem.coefficients()) {
      double value = theta[layout.tensor("coefficient." + coefficient.name()).offset()];
      coefficients
          .addObject()
          .put("name", coefficient.name())
          .put("value", value)
          .put("initial", coefficient.initial())
          .put("range", range(coefficient));
    }
  }

  private static String range(TrainableCoefficient coefficient) {
    boolean low = Double.isFinite(coefficient.min());
    boolean high = Double.isFinite(coefficient.max());
    if (low && high) {
      return Figures.few(coefficient.min()) + " to " + Figures.few(coefficient.max());
    }
    if (low) {
      return "at least " + Figures.few(coefficient.min());
    }
    return high ? "at most " + Figures.few(coefficient.max()) : "any";
  }

  /** Where the time went. */
  static void timings(JsonNode summary, ObjectNode data) {
    ArrayNode timings = data.putArray("timings");
    double seconds = summary.path("seconds").asDouble();
    double weights = summary.path("weightSeconds").asDouble();
    double reports = summary.path("ntkSeconds").asDouble();
    if (seconds > 0) {
      timings
          .addObject()
          .put("name", "Steps and measurements")
          .put("seconds", Math.max(0, seconds - weights - reports));
      timings.addObject().put("name", "Weights").put("seconds", weights);
      if (summary.has("ntkSeconds")) {
        timings.addObject().put("name", "Reports on the kernel").put("seconds", reports);
      }
    }
  }
}
