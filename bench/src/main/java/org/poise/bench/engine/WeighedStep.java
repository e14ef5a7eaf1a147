package org.poise.bench.engine;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.poise.experiment.Experiment;
import org.poise.experiment.ProblemFile;
import org.poise.ntk.CheapestTraces;
import org.poise.ntk.ParameterSketch;
import org.poise.ntk.TraceEstimation;
import org.poise.ntk.TracePoint;
import org.poise.residual.CompiledProblem;
import org.poise.residual.ResidualMap;
import org.poise.residual.SweepCosts;

/** The gradient of a problem file's first training step, alone and with traces beside it. */
final class WeighedStep implements AutoCloseable {
  private final String name;
  private final CompiledProblem compiled;
  private final ResidualMap map;
  private final double[] theta;
  private final double[] weights;
  private final double[] gradient;
  private final double[] residuals;
  private final double[] norms;
  private final TraceEstimation sketch = ParameterSketch.of(1).start(1);
  private long step;

  WeighedStep(Path file, int threads) throws IOException {
    Experiment experiment = ProblemFile.read(file, List.of());
    name = file.getFileName().toString().replace(".yaml", "");
    compiled = CompiledProblem.compile(experiment.problem(), experiment.networks(), threads);
    map = compiled.bind(experiment.sampling().draw(experiment.problem(), experiment.seed(), 0));
    theta = compiled.initialParameters(experiment.seed());
    weights = new double[map.blocks().rows()];
    Arrays.fill(weights, 2.0 / weights.length);
    gradient = new double[theta.length];
    residuals = new double[weights.length];
    norms = new double[weights.length];
  }

  String name() {
    return name;
  }

  void plain() {
    map.gradient(theta, weights, null, gradient, residuals, null);
  }

  void withExactTraces() {
    map.gradient(theta, weights, null, gradient, residuals, norms);
  }

  /** The residuals of the gradient's sweep are the base of the difference. */
  void withSketch() {
    plain();
    sketch.estimate(new TracePoint(step++, map, theta, residuals, null, null, 0, round -> map));
  }

  /** What the exact traces and a probe add to a step, by counted operations. */
  double[] counted() {
    SweepCosts costs = map.costs();
    return new double[] {costs.rowNorms() / costs.gradient(), costs.residuals() / costs.gradient()};
  }

  /** What {@code auto} takes for that target. */
  String chosen(double target) {
    TraceEstimation auto = new CheapestTraces(target).start(1);
    auto.estimate(TracePoint.of(map, theta));
    return auto.used();
  }

  @Override
  public void close() {
    compiled.close();
  }
}
