package org.poise.experiment;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.poise.optimizer.Adam;
import org.poise.optimizer.Decay;
import org.poise.optimizer.GradientDescent;
import org.poise.optimizer.Lbfgs;
import org.poise.optimizer.Optimizer;
import org.poise.optimizer.SelfScaledBroyden;
import org.poise.problem.Sampler;
import org.poise.problem.Sampling;
import org.poise.weighting.LossWeighting;
import org.poise.weighting.NtkWeighting;

/** Reads how a problem is to be solved. */
final class TrainingReader {
  private final Section root;
  private final Constants constants;

  TrainingReader(Section root, Constants constants) {
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

  LossWeighting weights(List<String> coordinates) {
    Node node = root.get("weights");
    String time = coordinates.contains("t") ? "t" : coordinates.getLast();
    return node == null
        ? NtkWeighting.exact()
        : new WeightsReader(constants, time).read(node, root.path("weights"));
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
    kinds.put("ssbroyden", new String[] {"steps", "tolerance", "searches", "c1", "c2", "resample"});
    Choice choice = Choice.of(node, path, kinds, constants);
    Section s = choice.options();
    Adam adam = ExperimentBuilder.ADAM;
    Lbfgs lbfgs = ExperimentBuilder.LBFGS;
    SelfScaledBroyden broyden = ExperimentBuilder.SSBROYDEN;
    return s.checked(() ->
        switch (choice.name()) {
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
          case "ssbroyden" ->
              new SelfScaledBroyden(
                  s.count("steps", broyden.steps()),
                  s.number("tolerance", broyden.tolerance()),
                  s.count("searches", broyden.searches()),
                  s.number("c1", broyden.c1()),
                  s.number("c2", broyden.c2()),
                  s.count("resample", broyden.resample()));
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

  @Nullable NtkReportPolicy ntkReport() {
    Section section = root.section("ntkReport", "every", "points");
    if (section == null) {
      return null;
    }
    section.need("every", "'every: 500'");
    return section.checked(
        () -> new NtkReportPolicy(section.count("every", 0), section.count("points", 0)));
  }

  long seed() {
    Node node = root.get("seed");
    return node == null ? 0 : Values.seed(node, root.path("seed"));
  }
}
