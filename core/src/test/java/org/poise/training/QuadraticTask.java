package org.poise.training;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.LongFunction;
import org.jspecify.annotations.Nullable;
import org.poise.experiment.NtkReportPolicy;
import org.poise.linalg.Team;
import org.poise.optimizer.Bounds;
import org.poise.problem.Interval;
import org.poise.problem.Points;
import org.poise.residual.ResidualMap;
import org.poise.weighting.Groups;
import org.poise.weighting.WeighingStart;

/** A task on {@link QuadraticMap} whose first parameter is a coefficient between −1 and 1. */
record QuadraticTask(LongFunction<ResidualMap> maps, @Nullable ResidualMap held, boolean reference)
    implements TrainingTask {

  static QuadraticTask standard() {
    return new QuadraticTask(round -> new QuadraticMap(round, 1), new QuadraticMap(1000, 1), false);
  }

  static TrainingState start() {
    return TrainingState.start(new double[] {0.5, 1, -1, 0.3, 0.2, 0.9}, 2);
  }

  @Override
  public MetricNames names() {
    return new MetricNames(
        List.of("pde", "left", "right"),
        List.of("pde", "boundary"),
        reference ? List.of("u") : List.of(),
        List.of("c"));
  }

  @Override
  public TrainingPoints training(long round) {
    ResidualMap map = maps.apply(round);
    int inner = map.blocks().blocks().getFirst().count();
    double[] times = new double[inner];
    for (int j = 0; j < inner; j++) {
      times[j] = (j + 0.5) / inner;
    }
    return new TrainingPoints(round, map, new Points(Map.of("inside", times)));
  }

  @Override
  public ResidualMap first(NtkReportPolicy taken) {
    return maps.apply(0);
  }

  @Override
  public WeighingStart weighing(Groups groups) {
    return new WeighingStart(groups, 5, Set.of("pde"), List.of("t"), List.of(new Interval(0, 1)));
  }

  @Override
  public @Nullable ResidualMap heldOut() {
    return held;
  }

  @Override
  public Errors errors(double[] theta) {
    if (!reference) {
      return new Errors(new double[0], new double[0]);
    }
    double sum = 0;
    for (int k = 0; k < theta.length; k++) {
      sum += Math.abs(theta[k] - (0.1 * k - 0.2));
    }
    return new Errors(new double[] {sum}, new double[] {2 * sum});
  }

  @Override
  public int[] coefficients() {
    return new int[] {0};
  }

  @Override
  public Team team() {
    return Team.alone();
  }

  @Override
  public Bounds bounds() {
    return new Bounds(new int[] {0}, new double[] {-1}, new double[] {1});
  }
}
