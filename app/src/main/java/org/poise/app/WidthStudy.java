package org.poise.app;

import java.util.ArrayList;
import java.util.List;
import java.util.function.ToDoubleFunction;
import org.poise.app.compare.PowerLaw;
import org.poise.experiment.Experiment;
import org.poise.experiment.Stop;
import org.poise.network.Network;
import org.poise.ntk.Drift;
import org.poise.ntk.TangentKernel;
import org.poise.ntk.WeightedOperator;
import org.poise.problem.Points;
import org.poise.residual.ResidualMap;
import org.poise.training.Outcome;
import org.poise.training.Trainer;
import org.poise.training.TrainingListener;
import org.poise.training.TrainingState;

/**
 * How far training moves kernel and parameters, against the width of the networks.
 *
 * @param steps steps of training
 * @param rows one for each width, as given
 */
record WidthStudy(long steps, List<Row> rows) {

  /**
   * One width.
   *
   * @param width units of every hidden layer
   * @param parameters length p of θ
   * @param drift after training, on the first training points
   * @param largest λ_max of Λ^½ K Λ^½ at the start, by Lanczos
   */
  record Row(int width, int parameters, NtkDrift drift, double largest) {}

  static void check(List<Integer> widths) {
    for (int width : widths) {
      if (width < 1) {
        throw new UserException("--widths must be whole numbers from 1 on, not " + width);
      }
    }
    if (widths.stream().distinct().count() < widths.size()) {
      throw new UserException("--widths names a width twice; give each once");
    }
  }

  /**
   * Trains by the experiment's own optimisers and weights, from its own seed, and never stops
   * early.
   */
  static WidthStudy of(Experiment experiment, List<Integer> widths, long steps, int threads) {
    List<Row> rows = new ArrayList<>();
    for (int width : widths) {
      rows.add(row(wide(experiment, width, steps), width, threads));
    }
    return new WidthStudy(steps, rows);
  }

  private static Experiment wide(Experiment e, int width, long steps) {
    List<Network> networks =
        e.networks().stream()
            .map(n -> n.withArchitecture(n.architecture().withWidth(width)))
            .toList();
    return new Experiment(
        e.problem(),
        networks,
        e.sampling(),
        e.weights(),
        Steps.inAll(e.optimizers(), steps),
        Stop.never(),
        e.checkpoint(),
        e.validation(),
        null,
        e.seed());
  }

  private static Row row(Experiment experiment, int width, int threads) {
    try (Trainer trainer = Trainer.of(experiment, threads)) {
      long n = experiment.rows();
      TangentKernel.requireRoom(
          n, 2 * TangentKernel.bytes(n) + trainer.compiled().summary().kernelBytes());
      Points points = experiment.sampling().draw(experiment.problem(), experiment.seed(), 0);
      ResidualMap map = trainer.compiled().bind(points);
      TrainingState initial = trainer.initial();
      TangentKernel start = TangentKernel.of(map, initial.theta());
      NtkWeights weights = NtkWeights.of(experiment.weights(), start);
      double largest =
          new WeightedOperator(map, initial.theta(), weights.lambda()).largest().largest();
      Outcome outcome = trainer.run(initial, TrainingListener.none(), () -> false);
      if (outcome.exitStatus() != 0) {
        throw new NumericsException("at width " + width + ": " + outcome.message());
      }
      double[] theta = outcome.result().state().theta();
      double drift = TangentKernel.of(map, theta).drift(start);
      return new Row(
          width, theta.length, new NtkDrift(drift, Drift.of(initial.theta(), theta)), largest);
    }
  }

  /** The exponent a of a drift ~ width^a that fits best in logarithms; NaN for one width. */
  double exponent(ToDoubleFunction<NtkDrift> of) {
    return PowerLaw.exponent(
        rows.stream().mapToDouble(Row::width).toArray(),
        rows.stream().mapToDouble(row -> of.applyAsDouble(row.drift)).toArray());
  }
}
