package org.poise.experiment;

import java.util.Collection;
import java.util.List;
import java.util.stream.Stream;
import org.poise.problem.Problem;
import org.poise.problem.ProblemException;
import org.poise.problem.Sampling;
import org.poise.problem.Suggestion;
import org.poise.weighting.CausalWeighting;
import org.poise.weighting.Fixed;
import org.poise.weighting.LearningRateAnnealing;
import org.poise.weighting.LossWeighting;
import org.poise.weighting.PointWeighting;

/** Checks that a weighting scheme fits a problem. */
final class WeightsConsistency {
  private WeightsConsistency() {}

  static void check(Problem problem, Sampling sampling, LossWeighting weights) {
    check(problem, sampling, weights, "weights");
  }

  private static void check(
      Problem problem, Sampling sampling, LossWeighting weights, String... path) {
    List<String> options = join(path, weights.label());
    if (weights instanceof Fixed fixed) {
      for (String group : fixed.byGroup().keySet()) {
        known(join(options, group), "group of equations", "groups", group, problem.groups());
      }
    }
    if (weights instanceof LearningRateAnnealing annealing && !annealing.reference().isEmpty()) {
      known(
          join(options, "reference"),
          "group of equations",
          "groups",
          annealing.reference(),
          problem.groups());
    }
    if (weights instanceof PointWeighting point) {
      if (point instanceof CausalWeighting causal) {
        known(
            join(options, "time"),
            "coordinate",
            "coordinates",
            causal.time(),
            problem.domain().coordinates());
      } else if (sampling.resample() != 0) {
        throw new ProblemException(
            options,
            weights.label()
                + " gives every point a weight of its own, so points have to stay; set"
                + " sampling.resample to 0");
      }
      check(problem, sampling, point.with(), join(options, "with").toArray(String[]::new));
    }
  }

  private static void known(
      List<String> path, String what, String plural, String name, Collection<String> names) {
    if (!names.contains(name)) {
      throw new ProblemException(
          path, "no " + what + " is called '" + name + "'" + Suggestion.after(name, plural, names));
    }
  }

  private static List<String> join(String[] path, String name) {
    return join(List.of(path), name);
  }

  private static List<String> join(List<String> path, String name) {
    return Stream.concat(path.stream(), Stream.of(name)).toList();
  }
}
