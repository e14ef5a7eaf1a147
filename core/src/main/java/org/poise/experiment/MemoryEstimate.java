package org.poise.experiment;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.poise.network.Network;
import org.poise.ntk.KernelTooLargeException;
import org.poise.ntk.OneSidedSketch;
import org.poise.ntk.TangentKernel;
import org.poise.optimizer.Lbfgs;
import org.poise.optimizer.Optimizer;
import org.poise.optimizer.SelfScaledBroyden;
import org.poise.problem.PointSet;
import org.poise.problem.Problem;
import org.poise.problem.ProblemException;
import org.poise.problem.Sampling;
import org.poise.weighting.GradientNormWeighting;
import org.poise.weighting.LearningRateAnnealing;
import org.poise.weighting.LossWeighting;
import org.poise.weighting.NtkWeighting;
import org.poise.weighting.PointWeighting;

/**
 * A lower bound of the memory that training needs, so that what cannot run is refused with a figure
 * and not with an {@link OutOfMemoryError}.
 */
record MemoryEstimate(
    Problem problem,
    List<Network> networks,
    Sampling sampling,
    LossWeighting weights,
    List<Optimizer> optimizers,
    ValidationPolicy validation,
    @Nullable NtkReportPolicy ntkReport) {
  /**
   * θ, its gradient, two moments, the best θ, and the copies made while a checkpoint is written.
   */
  private static final int VECTORS = 8;

  /** Residual, weight, row norm, and their temporaries. */
  private static final int PER_ROW = 6;

  /** What a part of an experiment takes, and the keys that lead to it. */
  private record Part(List<String> path, double bytes) {}

  static MemoryEstimate of(Experiment experiment) {
    return new MemoryEstimate(
        experiment.problem(),
        experiment.networks(),
        experiment.sampling(),
        experiment.weights(),
        experiment.optimizers(),
        experiment.validation(),
        experiment.ntkReport());
  }

  /** The bound, in bytes. */
  double bytes() {
    return total(parts());
  }

  private static double total(List<Part> parts) {
    return parts.stream().mapToDouble(Part::bytes).sum();
  }

  /** Refuses what would not fit the memory. */
  void check() {
    List<Part> parts = parts();
    double total = total(parts);
    long available = Runtime.getRuntime().maxMemory();
    if (total > available) {
      throw new ProblemException(
          Collections.max(parts, Comparator.comparingDouble(Part::bytes)).path(),
          "training would take at least "
              + size(total)
              + " of memory, most of it here, and this Java may use "
              + size(available)
              + "; make it smaller, or give Java more with -Xmx");
    }
  }

  private List<Part> parts() {
    int vectors = VECTORS;
    for (Optimizer optimizer : optimizers) {
      if (optimizer instanceof Lbfgs lbfgs) {
        vectors = Math.max(vectors, VECTORS + 2 * lbfgs.memory());
      }
    }
    int d = problem.domain().dimension();
    List<Part> parts = new ArrayList<>();
    double allParameters = 0;
    for (Network network : networks) {
      double parameters = problem.subdomains().count() * network.graph(d).parameters();
      allParameters += parameters;
      double bytes = Double.BYTES * vectors * parameters;
      if (parameters > Integer.MAX_VALUE) {
        throw new ProblemException(
            List.of("networks", network.name()),
            String.format(
                Locale.ROOT,
                "the network has %.3g parameters%s, and would take about %s of memory; "
                    + "make it smaller",
                parameters,
                problem.subdomains().areMany() ? " in all subdomains" : "",
                size(bytes)));
      }
      parts.add(new Part(List.of("networks", network.name()), bytes));
    }
    double heldOut = 0;
    for (PointSet set : problem.pointSets()) {
      long blocks = problem.equations().stream().filter(e -> e.on().equals(set.name())).count();
      double ofPoint = Double.BYTES * (d + PER_ROW * blocks);
      double bytes = ofPoint * set.points(sampling.sampler(), d);
      parts.add(new Part(List.of("points", set.name(), "count"), bytes));
      heldOut += ofPoint * validation.heldOut();
    }
    parts.add(new Part(List.of("validation", "heldOut"), heldOut));
    double rows = Experiment.rows(problem, sampling, count -> count);
    double bytes = Double.BYTES * weighingVectors(allParameters) * (allParameters + rows);
    parts.add(new Part(List.of("weights"), bytes));
    if (optimizers.stream().anyMatch(SelfScaledBroyden.class::isInstance)) {
      // The inverse Hessian, and its copy while a checkpoint is written.
      parts.add(new Part(List.of("optimizer"), 2 * SelfScaledBroyden.bytes(allParameters)));
    }
    if (ntkReport != null) {
      parts.add(kernels(Experiment.rows(problem, sampling, ntkReport::of), optimizers));
    }
    return parts;
  }

  /** Pairs of a vector of parameters and one of residuals that finding the weights takes. */
  private double weighingVectors(double parameters) {
    LossWeighting scheme = weights instanceof PointWeighting points ? points.with() : weights;
    return switch (scheme) {
      case NtkWeighting(OneSidedSketch sketch, _, _, _) ->
          Math.min(sketch.range(), parameters) + sketch.probes();
      case GradientNormWeighting _, LearningRateAnnealing _ -> problem.groups().size();
      default -> 0;
    };
  }

  /** The kernels of the start and of now, and eigenvectors where descent is to be predicted. */
  private static Part kernels(long rows, List<Optimizer> optimizers) {
    List<String> path = List.of("ntkReport");
    double bytes = NtkReportPolicy.bytes(rows, optimizers);
    try {
      TangentKernel.requireRoom(rows, bytes);
    } catch (KernelTooLargeException e) {
      throw new ProblemException(
          path, e.getMessage() + "; ntkReport.points takes fewer of each set");
    }
    return new Part(path, bytes);
  }

  private static String size(double bytes) {
    String[] units = {"B", "kB", "MB", "GB", "TB", "PB", "EB"};
    int unit = 0;
    double value = bytes;
    while (value >= 1000 && unit + 1 < units.length) {
      value /= 1000;
      unit++;
    }
    return String.format(Locale.ROOT, "%.3g %s", value, units[unit]);
  }
}
