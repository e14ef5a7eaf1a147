package org.poise.experiment;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.poise.ntk.CheapestTraces;
import org.poise.ntk.Derivative;
import org.poise.ntk.ExactTraces;
import org.poise.ntk.OneSidedSketch;
import org.poise.ntk.ParameterSketch;
import org.poise.ntk.ProbeDistribution;
import org.poise.ntk.Probes;
import org.poise.ntk.ResidualSketch;
import org.poise.ntk.TraceEstimator;
import org.poise.ntk.TrackedTraces;
import org.poise.weighting.AugmentedLagrangian;
import org.poise.weighting.CausalWeighting;
import org.poise.weighting.Convention;
import org.poise.weighting.Fixed;
import org.poise.weighting.GradientNormWeighting;
import org.poise.weighting.GroupWeighting;
import org.poise.weighting.LearningRateAnnealing;
import org.poise.weighting.LossWeighting;
import org.poise.weighting.NtkWeighting;
import org.poise.weighting.ReLoBRaLo;
import org.poise.weighting.ResidualAttention;
import org.poise.weighting.SelfAdaptiveWeighting;
import org.poise.weighting.SoftAdapt;
import org.poise.weighting.UncertaintyWeighting;

/** Reads how the terms of the loss are weighted. */
final class WeightsReader {
  private static final double TARGET = 0.1;
  private static final double MOMENTUM = 0.9;
  private static final String[] PROBED = {"probes", "target", "derivative", "distribution", "step"};

  private final Constants constants;
  private final String time;

  /**
   * Makes a reader.
   *
   * @param time name of the coordinate that is time unless the file says another
   */
  WeightsReader(Constants constants, String time) {
    this.constants = constants;
    this.time = time;
  }

  private static Map<String, String[]> groupKinds() {
    Map<String, String[]> kinds = new LinkedHashMap<>();
    kinds.put("ntk", new String[] {"estimator", "convention", "every", "momentum"});
    kinds.put("fixed", new String[0]);
    for (GradientNormWeighting.Kind kind : GradientNormWeighting.Kind.values()) {
      kinds.put(kind.label(), new String[] {"every", "momentum"});
    }
    kinds.put("learning-rate-annealing", new String[] {"reference", "every", "momentum"});
    kinds.put("relobralo", new String[] {"alpha", "rho", "temperature", "every"});
    kinds.put("softadapt", new String[] {"beta", "every"});
    kinds.put("uncertainty", new String[] {"rate"});
    return kinds;
  }

  private static Map<String, String[]> kinds() {
    Map<String, String[]> kinds = groupKinds();
    kinds.put("causal", new String[] {"with", "time", "chunks", "tolerance"});
    kinds.put("residual-attention", new String[] {"with", "gamma", "eta"});
    kinds.put("self-adaptive", new String[] {"with", "rate"});
    kinds.put("augmented-lagrangian", new String[] {"with", "penalty", "growth", "most", "every"});
    return kinds;
  }

  LossWeighting read(Node node, List<String> path) {
    Choice choice = Choice.of(node, path, kinds(), constants);
    if (groupKinds().containsKey(choice.name())) {
      return group(choice);
    }
    Section s = choice.options();
    GroupWeighting plain = choice.name().equals("causal") ? NtkWeighting.exact() : Fixed.ones();
    Node inner = s.get("with");
    GroupWeighting with =
        inner == null ? plain : group(Choice.of(inner, s.path("with"), groupKinds(), constants));
    return s.checked(() ->
        switch (choice.name()) {
          case "causal" ->
              new CausalWeighting(
                  with,
                  s.label("time", time, name -> name),
                  s.count("chunks", 32),
                  s.number("tolerance", 1));
          case "residual-attention" ->
              new ResidualAttention(with, s.number("gamma", 0.999), s.number("eta", 0.001));
          case "self-adaptive" -> new SelfAdaptiveWeighting(with, s.number("rate", 5e-3));
          default ->
              new AugmentedLagrangian(
                  with,
                  s.number("penalty", 1),
                  s.number("growth", 1),
                  s.number("most", 1e4),
                  s.count("every", 100));
        });
  }

  private GroupWeighting group(Choice choice) {
    if (choice.name().equals("fixed")) {
      return fixed(choice.section());
    }
    Section s = choice.options();
    return s.checked(() ->
        switch (choice.name()) {
          case "ntk" -> ntk(s);
          case "learning-rate-annealing" ->
              new LearningRateAnnealing(
                  s.label("reference", "", name -> name),
                  s.count("every", 10),
                  s.number("momentum", MOMENTUM));
          case "relobralo" ->
              new ReLoBRaLo(
                  s.number("alpha", 0.999),
                  s.number("rho", 0.999),
                  s.number("temperature", 0.1),
                  s.count("every", 1));
          case "softadapt" -> new SoftAdapt(s.number("beta", 0.1), s.count("every", 1));
          case "uncertainty" -> new UncertaintyWeighting(s.number("rate", 1e-3));
          default ->
              new GradientNormWeighting(
                  kind(choice.name()), s.count("every", 100), s.number("momentum", MOMENTUM));
        });
  }

  private static GradientNormWeighting.Kind kind(String label) {
    for (GradientNormWeighting.Kind kind : GradientNormWeighting.Kind.values()) {
      if (kind.label().equals(label)) {
        return kind;
      }
    }
    throw new AssertionError(label);
  }

  private NtkWeighting ntk(Section s) {
    NtkWeighting standard = NtkWeighting.exact();
    Node node = s.get("estimator");
    TraceEstimator estimator =
        node == null ? standard.estimator() : estimator(node, s.path("estimator"));
    double momentum = estimator instanceof ExactTraces ? standard.momentum() : MOMENTUM;
    return new NtkWeighting(
        estimator,
        s.label("convention", standard.convention(), Convention::of),
        s.count("every", standard.every()),
        s.number("momentum", momentum));
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

  /** One of the trace estimators. */
  TraceEstimator estimator(Node node, List<String> path) {
    Map<String, String[]> kinds = new LinkedHashMap<>();
    kinds.put("exact", new String[0]);
    kinds.put("sketch", PROBED);
    kinds.put("residual-sketch", PROBED);
    kinds.put("tracked", new String[] {"probes", "derivative", "distribution", "step", "refresh"});
    kinds.put("one-sided", new String[] {"range", "probes"});
    kinds.put("auto", new String[] {"target"});
    Choice choice = Choice.of(node, path, kinds, constants);
    Section s = choice.options();
    return s.checked(() ->
        switch (choice.name()) {
          case "exact" -> new ExactTraces();
          case "sketch" -> sketch(s, probes(s));
          case "residual-sketch" ->
              new ResidualSketch(derivative(s), distribution(s), probes(s), s.number("step", 0));
          case "tracked" ->
              new TrackedTraces(sketch(s, Probes.of(s.count("probes", 1))), s.count("refresh", 10));
          case "one-sided" -> new OneSidedSketch(s.count("range", 10), s.count("probes", 10));
          default -> new CheapestTraces(s.number("target", TARGET));
        });
  }

  private static ParameterSketch sketch(Section s, Probes probes) {
    return new ParameterSketch(derivative(s), distribution(s), probes, s.number("step", 0));
  }

  private static Derivative derivative(Section s) {
    return s.label("derivative", Derivative.FORWARD, Derivative::of);
  }

  private static ProbeDistribution distribution(Section s) {
    return s.label("distribution", ProbeDistribution.RADEMACHER, ProbeDistribution::of);
  }

  private static Probes probes(Section s) {
    Node node = s.get("probes");
    boolean auto = node instanceof Node.Scalar scalar && scalar.text().equals("auto");
    if (!auto && s.has("target")) {
      throw s.error("target is for 'probes: auto'; drop one of them");
    }
    return auto ? Probes.auto(s.number("target", TARGET)) : Probes.of(s.count("probes", 1));
  }
}
