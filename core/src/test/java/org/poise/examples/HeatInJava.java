package org.poise.examples;

import static org.poise.problem.Where.at;
import static org.poise.problem.Where.interior;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.poise.experiment.Experiment;
import org.poise.network.Activation;
import org.poise.network.Mlp;
import org.poise.optimizer.Adam;
import org.poise.problem.Problem;
import org.poise.residual.FieldEvaluator;
import org.poise.training.Metrics;
import org.poise.training.Outcome;
import org.poise.training.RunDirectory;
import org.poise.training.Trainer;
import org.poise.weighting.NtkWeighting;

/** The heat equation in a rod with cold ends. */
public final class HeatInJava {
  private static final int THREADS = 2;

  private HeatInJava() {}

  public static void main(String[] args) throws IOException {
    solve(Path.of("heat-in-java"), 5000);
  }

  static Problem problem() {
    return Problem.builder("Heat equation in a rod with cold ends")
        .domain("x", 0, 1)
        .domain("t", 0, 1)
        .constant("k", 0.1)
        .fields("u")
        .output("flux", "-k*u_x")
        .points("inside", interior(400))
        .points("start", at("t", 0, 100))
        .points("left", at("x", 0, 50))
        .points("right", at("x", 1, 50))
        .equation("heat", "inside", "u_t - k*u_xx")
        .equation("initial", "start", "u - sin(pi*x)")
        .equation("left", "left", "u", "ends")
        .equation("right", "right", "u", "ends")
        .exact("u", "exp(-k*pi^2*t)*sin(pi*x)")
        .build();
  }

  /** Trains into a new directory. Returns u and the flux at (0.25, 0.5), then at (0.5, 0.5). */
  static double[] solve(Path directory, int steps) throws IOException {
    Experiment experiment =
        Experiment.builder(problem())
            .network("main", Mlp.of(3, 32, Activation.TANH))
            .weights(NtkWeighting.exact())
            .optimizer(Adam.of(1e-3, steps))
            .seed(1)
            .build();
    try (Trainer trainer = Trainer.of(experiment, THREADS);
        RunDirectory run = RunDirectory.create(directory, experiment)) {
      Outcome outcome = trainer.run(trainer.initial(), run.listener(trainer), () -> false);
      run.finish(trainer, outcome, "heat-in-java 1");
      System.out.println(outcome.message());

      Metrics metrics = outcome.result().metrics();
      List<String> names = trainer.names().errors();
      for (int i = 0; i < names.size(); i++) {
        System.out.println(names.get(i) + ": relative L2 error " + metrics.relL2()[i]);
      }

      double[] theta = outcome.result().state().theta();
      double[] points = {0.25, 0.5, 0.5, 0.5};
      double[] values = new double[4];
      FieldEvaluator quantities =
          trainer.compiled().evaluator(List.copyOf(experiment.problem().quantities().values()));
      quantities.evaluate(theta, 2, points, values);
      System.out.println(
          experiment.problem().quantities().keySet()
              + " at (0.25, 0.5): "
              + values[0]
              + ", "
              + values[1]);
      return values;
    }
  }
}
