package org.poise.bench.peers;

import java.util.List;
import org.poise.experiment.Experiment;
import org.poise.ntk.TangentKernel;
import org.poise.problem.Points;
import org.poise.residual.CompiledProblem;
import org.poise.residual.FieldEvaluator;
import org.poise.residual.ResidualMap;
import org.poise.training.Outcome;
import org.poise.training.Trainer;
import org.poise.training.TrainingListener;

/** A workload, compiled, with its first parameters and its points. */
final class Work implements AutoCloseable {
  private final Workload workload;
  private final Experiment experiment;
  private final Trainer trainer;
  private final double[] theta;
  private final Points points;
  private double sink;

  Work(Workload workload, int threads) {
    this.workload = workload;
    experiment = workload.experiment();
    trainer = Trainer.of(experiment, threads);
    theta = trainer.initial().theta();
    points = experiment.sampling().draw(experiment.problem(), experiment.seed(), 0);
  }

  CompiledProblem compiled() {
    return trainer.compiled();
  }

  double[] theta() {
    return theta;
  }

  Points points() {
    return points;
  }

  ResidualMap map() {
    return compiled().bind(points);
  }

  /** θ after some training steps. */
  double[] after(int steps) {
    int[] asked = {0};
    Outcome outcome =
        trainer.run(trainer.initial(), TrainingListener.none(), () -> asked[0]++ == steps);
    if (outcome.exitStatus() == 1) {
      throw new IllegalStateException(outcome.message());
    }
    return outcome.result().state().theta();
  }

  /** The whole kernel [N × N]. */
  double[] kernel() {
    return TangentKernel.of(map(), theta).values();
  }

  /** The values of u at the points. */
  double[] prediction() {
    double[] values = new double[workload.points()];
    predictor().evaluate(theta, workload.points(), points.of("inside"), values);
    return values;
  }

  private FieldEvaluator predictor() {
    return compiled().evaluator(List.copyOf(experiment.problem().quantities().values()));
  }

  /** Does the work as often as is requested. */
  void serve(Requests requests) {
    requests.ready();
    switch (workload.kind()) {
      case STEP, NTK, SKETCH -> {
        Outcome outcome =
            trainer.run(trainer.initial(), TrainingListener.none(), new TimedSteps(requests));
        if (outcome.exitStatus() == 1) {
          throw new IllegalStateException(outcome.message());
        }
      }
      case KERNEL -> {
        ResidualMap map = map();
        repeat(requests, () -> sink = TangentKernel.of(map, theta).values()[0]);
      }
      case PREDICT -> {
        FieldEvaluator predictor = predictor();
        double[] values = new double[workload.points()];
        repeat(
            requests, () -> predictor.evaluate(theta, values.length, points.of("inside"), values));
      }
    }
  }

  private static void repeat(Requests requests, Runnable work) {
    for (int n = requests.next(); n > 0; n = requests.next()) {
      long start = System.nanoTime();
      for (int i = 0; i < n; i++) {
        work.run();
      }
      requests.took(System.nanoTime() - start);
    }
  }

  @Override
  public void close() {
    trainer.close();
  }
}
