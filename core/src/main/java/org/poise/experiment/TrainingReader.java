package org.poise.experiment;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.poise.ntk.TraceEstimator;
import org.poise.optimizer.Adam;
import org.poise.optimizer.Decay;
import org.poise.optimizer.GradientDescent;
import org.poise.optimizer.Lbfgs;
import org.poise.optimizer.Optimizer;
import org.poise.problem.Sampler;
import org.poise.problem.Sampling;
import org.poise.problem.Suggestion;
import org.poise.weighting.Convention;
import org.poise.weighting.Fixed;
import org.poise.weighting.LossWeighting;
import org.poise.weighting.NtkWeighting;

/** Reads how a problem is to be solved. */
final class TrainingReader {
  private final Section root;
  private final Map<String, Double> constants;

  TrainingReader(Section root, Map<String, Double> constants) {
    this.root = root;
    this.constants = constants;
  }

  Sampling sampling() {
    Section section = root.section("sampling", "sampler", "resample");
    Sampling standard = Sampling.standard();
    return section == null
        ? standard
        : section.checked(() ->
            new Sampling(
                section.label("sampler", standard.sampler(), Sampler::of),
                section.count("resample", standard.resample())));
  }

  /** One choice of several: a name alone, or a name with its options. */
  private Section choice(Node node, List<String> path, Map<String, String[]> options) {
    String[] names = options.keySet().toArray(String[]::new);
    Place place = node.place();
    if (node instanceof Node.Scalar scalar) {
      if (!options.containsKey(scalar.text())) {
        throw place.error(
            path,
            "unknown choice '"
                + scalar.text()
                + "'"
                + Suggestion.after(scalar.text(), "choices", options.keySet()));
      }
      Node.Mapping chosen = Node.Mapping.empty(place);
      chosen.entries().put(scalar.text(), new Node.Entry(place, Node.Mapping.empty(place)));
      return Section.of(chosen, path, constants, names);
    }
    Section section = Section.of(node, path, constants, names);
    if (section.keys().size() != 1) {
      throw section.error(
          "give exactly one of " + String.join(", ", names) + ", not " + section.keys().size());
    }
    return section;
  }

  private Section options(Section choice, Map<String, String[]> options) {
    String name = choice.keys().getFirst();
    Node node = choice.get(name);
    return Section.of(
        node == null ? Node.Mapping.empty(choice.place()) : node,
        choice.path(name),
        constants,
        options.getOrDefault(name, new String[0]));
  }

  LossWeighting weights() {
    Node node = root.get("weights");
    if (node == null) {
      return NtkWeighting.exact();
    }
    Map<String, String[]> kinds = new LinkedHashMap<>();
    kinds.put("ntk", new String[] {"estimator", "convention", "every", "momentum"});
    kinds.put("fixed", new String[0]);
    Section choice = choice(node, root.path("weights"), kinds);
    if (choice.keys().contains("fixed")) {
      return fixed(choice);
    }
    Section ntk = options(choice, kinds);
    NtkWeighting standard = NtkWeighting.exact();
    return ntk.checked(() ->
        new NtkWeighting(
            ntk.label("estimator", standard.estimator(), TrainingReader::estimator),
            ntk.label("convention", standard.convention(), Convention::of),
            ntk.count("every", standard.every()),
            ntk.number("momentum", standard.momentum())));
  }

  private Fixed fixed(Section choice) {
    Map<String, Double> byGroup = new LinkedHashMap<>();
    Node node = choice.get("fixed");
    if (node != null) {
      Section groups = Section.named(node, choice.path("fixed"), constants);
      for (String group : groups.keys()) {
        Node value = groups.need(group, "a number");
        double weight = groups.number(group, 1);
        if (weight < 0) {
          throw value
              .place()
              .error(groups.path(group), "a weight must be at least 0, not " + weight);
        }
        byGroup.put(group, weight);
      }
    }
    return new Fixed(byGroup);
  }

  private static TraceEstimator estimator(String label) {
    if (label.equals("exact")) {
      return new TraceEstimator.Exact();
    }
    throw new IllegalArgumentException("unknown estimator '" + label + "'; use exact");
  }

  List<Optimizer> optimizers() {
    Node node = root.get("optimizer");
    List<Optimizer> optimizers = new ArrayList<>();
    if (node == null) {
      optimizers.add(ExperimentBuilder.ADAM);
    } else if (node instanceof Node.Sequence(Place place, List<Node> items)) {
      for (int i = 0; i < items.size(); i++) {
        optimizers.add(optimizer(items.get(i), root.path("optimizer", Integer.toString(i))));
      }
      if (items.isEmpty()) {
        throw place.error(
            root.path("optimizer"), "the list is empty; give an optimizer, such as adam");
      }
    } else {
      optimizers.add(optimizer(node, root.path("optimizer")));
    }
    return optimizers;
  }

  private Optimizer optimizer(Node node, List<String> path) {
    Map<String, String[]> kinds = new LinkedHashMap<>();
    kinds.put(
        "adam",
        new String[] {"rate", "decay", "warmup", "clip", "beta1", "beta2", "epsilon", "steps"});
    kinds.put("gradient-descent", new String[] {"rate", "decay", "warmup", "clip", "steps"});
    kinds.put(
        "lbfgs", new String[] {"steps", "memory", "tolerance", "searches", "c1", "c2", "resample"});
    Section choice = choice(node, path, kinds);
    Section s = options(choice, kinds);
    Adam adam = ExperimentBuilder.ADAM;
    Lbfgs lbfgs = ExperimentBuilder.LBFGS;
    return s.checked(() ->
        switch (choice.keys().getFirst()) {
          case "adam" ->
              new Adam(
                  s.number("rate", adam.rate()),
                  decay(s),
                  s.count("warmup", adam.warmup()),
                  s.number("clip", adam.clip()),
                  s.number("beta1", adam.beta1()),
                  s.number("beta2", adam.beta2()),
                  s.number("epsilon", adam.epsilon()),
                  s.count("steps", adam.steps()));
          case "gradient-descent" ->
              new GradientDescent(
                  rate(s, adam.rate()),
                  decay(s),
                  s.count("warmup", adam.warmup()),
                  s.number("clip", adam.clip()),
                  s.count("steps", adam.steps()));
          default ->
              new Lbfgs(
                  s.count("memory", lbfgs.memory()),
                  s.count("steps", lbfgs.steps()),
                  s.number("tolerance", lbfgs.tolerance()),
                  s.count("searches", lbfgs.searches()),
                  s.number("c1", lbfgs.c1()),
                  s.number("c2", lbfgs.c2()),
                  s.count("resample", lbfgs.resample()));
        });
  }

  /** A number, or null for auto. */
  private static @Nullable Double rate(Section s, double ifAbsent) {
    return s.get("rate") instanceof Node.Scalar scalar && scalar.text().equals("auto")
        ? null
        : (Double) s.number("rate", ifAbsent);
  }

  private static @Nullable Decay decay(Section optimizer) {
    Section section = optimizer.section("decay", "factor", "every", "staircase");
    if (section == null) {
      return null;
    }
    section.need("factor", "'factor: 0.9'");
    section.need("every", "'every: 1000'");
    return new Decay(
        section.number("factor", 1), section.count("every", 1), section.flag("staircase", false));
  }

  Stop stop() {
    Section section = root.section("stop", "target", "patience", "minutes");
    return section == null
        ? Stop.never()
        : section.checked(() ->
            new Stop(
                section.number("target", 0),
                section.count("patience", 0),
                section.number("minutes", 0)));
  }

  CheckpointPolicy checkpoint() {
    Section section = root.section("checkpoint", "every", "keep");
    CheckpointPolicy standard = CheckpointPolicy.standard();
    return section == null
        ? standard
        : section.checked(() ->
            new CheckpointPolicy(
                section.count("every", standard.every()), section.count("keep", standard.keep())));
  }

  ValidationPolicy validation() {
    Section section = root.section("validation", "every", "grid", "heldOut");
    ValidationPolicy standard = ValidationPolicy.standard();
    if (section == null) {
      return standard;
    }
    Node grid = section.get("grid");
    List<Integer> nodes =
        grid == null ? standard.grid() : Values.counts(grid, section.path("grid"));
    return section.checked(() ->
        new ValidationPolicy(
            section.count("every", standard.every()),
            nodes,
            section.count("heldOut", standard.heldOut())));
  }

  long seed() {
    Node node = root.get("seed");
    return node == null ? 0 : Values.seed(node, root.path("seed"));
  }
}
