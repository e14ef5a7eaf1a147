package org.poise.app;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.poise.experiment.Experiment;
import org.poise.ntk.ExactTraces;
import org.poise.ntk.TraceEstimate;
import org.poise.problem.PointSet;
import org.poise.problem.Problem;
import org.poise.problem.Sampling;
import org.poise.problem.TrainableCoefficient;
import org.poise.residual.Block;
import org.poise.residual.CompiledProblem;
import org.poise.residual.ResidualMap;
import org.poise.weighting.Convention;

/** What a problem holds to no purpose. None of it is an error. */
final class Remarks {
  /** Points of each set that the residuals are looked at on. */
  private static final int POINTS = 50;

  private Remarks() {}

  /** The remarks on an experiment, as sentences; at its initial parameters. */
  static List<String> of(Experiment experiment, CompiledProblem compiled) {
    Problem problem = experiment.problem();
    List<String> remarks = new ArrayList<>();
    for (PointSet set : problem.pointSets()) {
      if (problem.equations().stream().noneMatch(e -> e.on().equals(set.name()))) {
        remarks.add("No equation is on the points '" + set.name() + "'.");
      }
    }
    if (problem.subdomains().areMany()) {
      SubdomainSummary.of(experiment).parts().forEach(part -> addEmpty(part, problem, remarks));
    }
    double[] theta = compiled.initialParameters(experiment.seed());
    ResidualMap map = compiled.bind(Sampling.heldOut(problem, experiment.seed(), POINTS));
    TraceEstimate traces = new ExactTraces().estimate(map, theta, experiment.seed());
    double largest = Arrays.stream(traces.traces()).max().orElse(0);
    for (int i = 0; i < traces.traces().length; i++) {
      if (Convention.vanishes(traces.traces()[i], largest)) {
        Block block = map.blocks().blocks().get(i);
        remarks.add(
            "The residual of '"
                + block.name()
                + "' does not depend on the parameters, so nothing is trained by it; NTK weights"
                + " refuse a group of such terms.");
      }
    }
    for (TrainableCoefficient coefficient : problem.coefficients()) {
      if (!moves(coefficient, compiled, map, theta)) {
        remarks.add("No residual depends on the coefficient '" + coefficient.name() + "'.");
      }
    }
    return remarks;
  }

  private static void addEmpty(SubdomainSummary.Part part, Problem problem, List<String> remarks) {
    part.points()
        .forEach((set, count) -> {
          if (count == 0 && problem.pointSet(set).kind() instanceof PointSet.Interior) {
            remarks.add(
                "The first draw of '" + set + "' has no point in the subdomain " + part + ".");
          }
        });
  }

  private static boolean moves(
      TrainableCoefficient coefficient, CompiledProblem compiled, ResidualMap map, double[] theta) {
    double[] along = new double[theta.length];
    along[compiled.layout().tensor("coefficient." + coefficient.name()).offset()] = 1;
    double[] derivative = new double[map.blocks().rows()];
    map.jvp(theta, 1, along, derivative);
    for (double each : derivative) {
      if (each != 0) {
        return true;
      }
    }
    return false;
  }
}
