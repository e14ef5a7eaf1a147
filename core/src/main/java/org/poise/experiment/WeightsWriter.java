package org.poise.experiment;

import static org.poise.experiment.ProblemWriter.map;
import static org.poise.experiment.ProblemWriter.noForm;

import java.util.Map;
import org.poise.ntk.CheapestTraces;
import org.poise.ntk.ExactTraces;
import org.poise.ntk.KernelSketch;
import org.poise.ntk.OneSidedSketch;
import org.poise.ntk.Probes;
import org.poise.ntk.TraceEstimator;
import org.poise.ntk.TrackedTraces;
import org.poise.weighting.AugmentedLagrangian;
import org.poise.weighting.CausalWeighting;
import org.poise.weighting.Fixed;
import org.poise.weighting.GradientNormWeighting;
import org.poise.weighting.LearningRateAnnealing;
import org.poise.weighting.LossWeighting;
import org.poise.weighting.NtkWeighting;
import org.poise.weighting.ReLoBRaLo;
import org.poise.weighting.ResidualAttention;
import org.poise.weighting.SelfAdaptiveWeighting;
import org.poise.weighting.SoftAdapt;
import org.poise.weighting.UncertaintyWeighting;

/** Writes a weighting scheme as the tree of a problem file. */
final class WeightsWriter {
  private WeightsWriter() {}

  static Object write(LossWeighting weights) {
    if (weights instanceof Fixed fixed && fixed.byGroup().isEmpty()) {
      return fixed.label();
    }
    return map(weights.label(), options(weights));
  }

  private static Map<String, ?> options(LossWeighting weights) {
    return switch (weights) {
      case Fixed fixed -> fixed.byGroup();
      case NtkWeighting ntk ->
          map(
              "estimator", estimator(ntk.estimator()),
              "convention", ntk.convention().label(),
              "every", ntk.every(),
              "momentum", ntk.momentum());
      case GradientNormWeighting g -> map("every", g.every(), "momentum", g.momentum());
      case LearningRateAnnealing a -> {
        Map<String, Object> options = map("every", a.every(), "momentum", a.momentum());
        if (!a.reference().isEmpty()) {
          options.put("reference", a.reference());
        }
        yield options;
      }
      case ReLoBRaLo r ->
          map(
              "alpha", r.alpha(),
              "rho", r.rho(),
              "temperature", r.temperature(),
              "every", r.every());
      case SoftAdapt s -> map("beta", s.beta(), "every", s.every());
      case UncertaintyWeighting u -> map("rate", u.rate());
      case CausalWeighting c ->
          map(
              "with", write(c.with()),
              "time", c.time(),
              "chunks", c.chunks(),
              "tolerance", c.tolerance());
      case ResidualAttention r -> map("with", write(r.with()), "gamma", r.gamma(), "eta", r.eta());
      case SelfAdaptiveWeighting s -> map("with", write(s.with()), "rate", s.rate());
      case AugmentedLagrangian a ->
          map(
              "with", write(a.with()),
              "penalty", a.penalty(),
              "growth", a.growth(),
              "most", a.most(),
              "every", a.every());
      case LossWeighting.Custom custom -> throw noForm("weights", custom.label());
    };
  }

  static Object estimator(TraceEstimator estimator) {
    return switch (estimator) {
      case ExactTraces exact -> exact.label();
      case KernelSketch sketch -> map(sketch.label(), sketch(sketch));
      case OneSidedSketch sketch ->
          map(sketch.label(), map("range", sketch.range(), "probes", sketch.probes()));
      case TrackedTraces tracked -> {
        Map<String, Object> options = sketch(tracked.sketch());
        options.put("refresh", tracked.refresh());
        yield map(tracked.label(), options);
      }
      case CheapestTraces cheapest -> map(cheapest.label(), map("target", cheapest.target()));
      case TraceEstimator.Custom custom -> throw noForm("estimator", custom.label());
    };
  }

  private static Map<String, Object> sketch(KernelSketch sketch) {
    Map<String, Object> options =
        map(
            "derivative", sketch.derivative().label(),
            "distribution", sketch.distribution().label(),
            "step", sketch.step());
    Probes probes = sketch.probes();
    if (probes.isAuto()) {
      options.put("probes", "auto");
      options.put("target", probes.target());
    } else {
      options.put("probes", probes.count());
    }
    return options;
  }
}
