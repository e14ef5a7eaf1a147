package org.poise.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.poise.experiment.Stop;
import org.poise.ntk.ExactTraces;
import org.poise.optimizer.Adam;
import org.poise.optimizer.GradientDescent;
import org.poise.optimizer.Lbfgs;
import org.poise.optimizer.Optimizer;
import org.poise.optimizer.SelfScaledBroyden;
import org.poise.residual.Block;
import org.poise.residual.ResidualMap;
import org.poise.weighting.CausalWeighting;
import org.poise.weighting.Convention;
import org.poise.weighting.Fixed;
import org.poise.weighting.LossWeighting;
import org.poise.weighting.NtkWeighting;

final class TrainingRunTest {
  private static final NtkWeighting NTK =
      new NtkWeighting(new ExactTraces(), Convention.WANG, 7, 0.5);

  private static TrainingPlan plan(LossWeighting weights, Stop stop, Optimizer... optimizers) {
    return new TrainingPlan(weights, List.of(optimizers), 3, stop, 10, 25, null);
  }

  private static Outcome run(TrainingTask task, TrainingPlan plan, TrainingState start) {
    return new TrainingRun(task, plan, start, TrainingListener.none(), () -> false).run();
  }

  private static TrainingState endOf(TrainingPlan plan) {
    return run(QuadraticTask.standard(), plan, QuadraticTask.start()).result().state();
  }

  @Test
  void everyOptimiserBringsTheLossDown() {
    for (Optimizer optimizer :
        List.of(
            Adam.of(0.02, 600),
            GradientDescent.of(1e-3, 600),
            Lbfgs.of(100),
            SelfScaledBroyden.of(100))) {
      Outcome outcome =
          run(
              QuadraticTask.standard(),
              plan(Fixed.ones(), Stop.never(), optimizer),
              QuadraticTask.start());
      assertThat(outcome.exitStatus()).isZero();
      assertThat(outcome.result().metrics().monitor()).as(optimizer.label()).isLessThan(1e-3);
    }
  }

  @Test
  void theFirstStepIsWeightedAndLaterWeightsHoldFromTheNextStepOn() {
    TrainingPlan one = plan(NTK, Stop.never(), GradientDescent.of(1e-3, 1));
    TrainingState start = QuadraticTask.start();
    double[] rowNorms = new double[13];
    double[] r = new double[13];
    double[] g = new double[6];
    double[] w = new double[13];
    QuadraticMap map = new QuadraticMap(0, 1);
    map.gradient(start.theta(), w, null, g, r, rowNorms);
    double pde = 0;
    double boundary = 0;
    for (int j = 0; j < 13; j++) {
      pde += j < 7 ? rowNorms[j] : 0;
      boundary += j < 7 ? 0 : rowNorms[j];
    }
    double lambdaPde = (pde + boundary) / pde;
    double lambdaBoundary = (pde + boundary) / boundary;
    for (int j = 0; j < 13; j++) {
      w[j] = j < 7 ? 2 * lambdaPde / 7 : 2 * lambdaBoundary / 3;
    }
    map.gradient(start.theta(), w, null, g, r, null);

    TrainingState end = endOf(one);
    for (int k = 0; k < 6; k++) {
      assertThat(end.theta()[k]).isCloseTo(start.theta()[k] - 1e-3 * g[k], within(1e-13));
    }
    assertThat(end.weights().weights()[0]).isCloseTo(lambdaPde, within(1e-12));

    TrainingState seven = endOf(plan(NTK, Stop.never(), GradientDescent.of(1e-3, 7)));
    TrainingState eight = endOf(plan(NTK, Stop.never(), GradientDescent.of(1e-3, 8)));
    assertThat(seven.weights().updatedAt()).isZero();
    assertThat(eight.weights().updatedAt()).isEqualTo(7);
    assertThat(eight.weights().weights()).isNotEqualTo(seven.weights().weights());
  }

  /**
   * Under L-BFGS causal weights rest, but not when points are drawn anew. They belong to the points
   * of the last draw then, and to the residuals at θ of that step.
   */
  @Test
  void causalWeightsAreRenewedWithThePoints() {
    CausalWeighting causal = new CausalWeighting(Fixed.ones(), "t", 2, 0.1);
    Lbfgs lbfgs = new Lbfgs(5, 20, 0, 25, 1e-4, 0.9, 5);
    TrainingPlan plan = plan(causal, Stop.never(), lbfgs.withSteps(12));
    double[] factors = Objects.requireNonNull(endOf(plan).weights().scheme().get("factors"));
    double[] theta = endOf(plan(causal, Stop.never(), lbfgs.withSteps(10))).theta();
    ResidualMap map = new QuadraticMap(2, 1);
    Block pde = map.blocks().blocks().getFirst();
    double[] r = new double[map.blocks().rows()];
    map.residuals(theta, r);
    double sum = 0;
    int early = 0;
    for (int j = 0; (j + 0.5) / pde.count() < 0.5; j++) {
      assertThat(factors[pde.start() + j]).isEqualTo(1);
      sum += r[pde.start() + j] * r[pde.start() + j];
      early++;
    }
    assertThat(sum).isPositive();
    for (int j = early; j < pde.count(); j++) {
      assertThat(factors[pde.start() + j]).isCloseTo(Math.exp(-0.1 * sum / early), within(1e-12));
    }
  }

  @Test
  void lossesOfAChainAreMeasuredOverAllItsSteps() {
    List<Metrics> rows = new ArrayList<>();
    List<Long> saved = new ArrayList<>();
    TrainingListener listener =
        new TrainingListener() {
          @Override
          public void measured(Metrics metrics) {
            rows.add(metrics);
          }

          @Override
          public void checkpoint(TrainingState state) {
            saved.add(state.step());
          }
        };
    TrainingPlan plan =
        plan(Fixed.ones(), Stop.never(), Adam.of(0.01, 33), GradientDescent.of(1e-4, 22));
    new TrainingRun(QuadraticTask.standard(), plan, QuadraticTask.start(), listener, () -> false)
        .run();
    assertThat(rows.stream().map(Metrics::step)).containsExactly(0L, 10L, 20L, 30L, 40L, 50L, 55L);
    assertThat(saved).containsExactly(0L, 25L, 50L);
    Metrics first = rows.getFirst();
    assertThat(first.loss())
        .isCloseTo(first.losses()[0] + first.losses()[1] + first.losses()[2], within(1e-12));
    assertThat(first.coefficients()).containsExactly(0.5);
    assertThat(first.heldOut()).hasSize(3);
  }

  @Test
  void fixedWeightsEnterTheLoss() {
    Outcome outcome =
        run(
            QuadraticTask.standard(),
            plan(new Fixed(Map.of("boundary", 4.0)), Stop.never(), Adam.of(0.01, 1)),
            QuadraticTask.start());
    Metrics m = outcome.result().metrics();
    assertThat(m.loss())
        .isCloseTo(m.losses()[0] + 4 * (m.losses()[1] + m.losses()[2]), within(1e-11));
    assertThat(outcome).isInstanceOf(Outcome.Completed.class);
  }

  @Test
  void stopsAtTheTarget() {
    QuadraticTask task = new QuadraticTask(round -> new QuadraticMap(0, 1), null, true);
    Outcome outcome =
        run(task, plan(NTK, new Stop(0.5, 0, 0), Adam.of(0.02, 5000)), QuadraticTask.start());
    assertThat(outcome).isInstanceOf(Outcome.TargetReached.class);
    assertThat(outcome.result().metrics().relL2()[0]).isLessThanOrEqualTo(0.5);
    assertThat(outcome.result().state().step() % 10).isZero();
    assertThat(outcome.message()).contains("relative L2 error reached");
    assertThat(outcome.label()).isEqualTo("target-reached");
    assertThat(outcome.exitStatus()).isZero();
  }

  @Test
  void stopsWhenPatienceIsOver() {
    Outcome outcome =
        run(
            QuadraticTask.standard(),
            plan(Fixed.ones(), new Stop(0, 50, 0), GradientDescent.of(1e-300, 5000)),
            QuadraticTask.start());
    assertThat(outcome).isInstanceOf(Outcome.PatienceExhausted.class);
    assertThat(outcome.result().state().step()).isEqualTo(50);
    assertThat(Objects.requireNonNull(outcome.result().best()).step()).isZero();
  }

  @Test
  void theTimeOfEarlierRunsCounts() {
    TrainingState s = QuadraticTask.start();
    TrainingState later =
        new TrainingState(
            s.step(), 0, 0, 0, 0, -1, s.theta(), s.optimizer(), s.weights(), null, 61, 0, null);
    Outcome outcome =
        run(
            QuadraticTask.standard(),
            plan(Fixed.ones(), new Stop(0, 0, 1), Adam.of(0.01, 5000)),
            later);
    assertThat(outcome).isInstanceOf(Outcome.TimeUp.class);
    assertThat(outcome.result().state().step()).isZero();
  }

  @Test
  void anOverflowEndsWithTheTermAndTheLastGoodParameters() {
    Outcome outcome =
        run(
            QuadraticTask.standard(),
            plan(Fixed.ones(), Stop.never(), GradientDescent.of(1e3, 5000)),
            QuadraticTask.start());
    assertThat(outcome).isInstanceOf(Outcome.NonFinite.class);
    assertThat(outcome.exitStatus()).isEqualTo(1);
    assertThat(((Outcome.NonFinite) outcome).term()).isIn("pde", "left", "right");
    assertThat(outcome.message()).contains("is not finite at step");
    assertThat(outcome.result().state().theta()).doesNotContain(Double.NaN);
    assertThat(outcome.result().metrics().loss()).isFinite();
  }

  @Test
  void aBrokenTermIsNamed() {
    QuadraticMap map = new QuadraticMap(0, 1);
    ResidualMap broken = new BrokenMap(map, 8);
    Outcome outcome =
        run(
            new QuadraticTask(round -> broken, null, false),
            plan(NTK, Stop.never(), Adam.of(0.01, 10)),
            QuadraticTask.start());
    assertThat(outcome).isInstanceOf(Outcome.NonFinite.class);
    assertThat(((Outcome.NonFinite) outcome).term()).isEqualTo("left");
    assertThat(((Outcome.NonFinite) outcome).quantity()).isEqualTo("residual");
  }

  @Test
  void aFailureBeforeTheFirstStepStillLeavesAState() {
    for (ResidualMap map :
        List.of(new BrokenMap(new QuadraticMap(0, 1), 8), new QuadraticMap(0, 0))) {
      List<String> heard = new ArrayList<>();
      TrainingListener listener =
          new TrainingListener() {
            @Override
            public void started(TrainingState start, long totalSteps) {
              heard.add("started");
            }

            @Override
            public void checkpoint(TrainingState state) {
              heard.add("checkpoint " + state.step());
            }
          };
      Outcome outcome =
          new TrainingRun(
                  new QuadraticTask(round -> map, null, false),
                  plan(NTK, Stop.never(), Adam.of(0.01, 10)),
                  QuadraticTask.start(),
                  listener,
                  () -> false)
              .run();
      assertThat(outcome.exitStatus()).isEqualTo(1);
      assertThat(heard).containsExactly("started", "checkpoint 0");
    }
  }

  @Test
  void aHeldOutResidualThatIsNotFiniteIsNamed() {
    ResidualMap broken = new BrokenMap(new QuadraticMap(1000, 1), 8);
    Outcome outcome =
        run(
            new QuadraticTask(round -> new QuadraticMap(round, 1), broken, false),
            plan(NTK, Stop.never(), Adam.of(0.01, 10)),
            QuadraticTask.start());
    assertThat(outcome.message()).contains("held-out residual of 'left'").contains("step 0");
    assertThat(outcome.exitStatus()).isEqualTo(1);
  }

  @Test
  void aTermWithoutParametersIsNamed() {
    Outcome outcome =
        run(
            new QuadraticTask(round -> new QuadraticMap(0, 0), null, false),
            plan(NTK, Stop.never(), Adam.of(0.01, 10)),
            QuadraticTask.start());
    assertThat(outcome).isInstanceOf(Outcome.ZeroTrace.class);
    assertThat(outcome.message()).contains("'pde'");
    assertThat(outcome.exitStatus()).isEqualTo(1);
  }

  @Test
  void aConvergedOptimiserHandsOver() {
    TrainingPlan plan =
        new TrainingPlan(
            Fixed.ones(),
            List.of(new Lbfgs(9, 400, 1e-6, 25, 1e-4, 0.9, 0), Adam.of(1e-9, 3)),
            0,
            Stop.never(),
            10,
            0,
            null);
    Outcome outcome = run(QuadraticTask.standard(), plan, QuadraticTask.start());
    assertThat(outcome).isInstanceOf(Outcome.Completed.class);
    assertThat(outcome.result().state().step()).isLessThan(300);
    assertThat(outcome.result().state().phase()).isEqualTo(1);
  }
}
