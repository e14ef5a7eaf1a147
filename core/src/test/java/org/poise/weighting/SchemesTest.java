package org.poise.weighting;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Map;
import java.util.Set;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.poise.ntk.Derivative;
import org.poise.ntk.ExactTraces;
import org.poise.ntk.ParameterSketch;
import org.poise.ntk.ProbeDistribution;
import org.poise.ntk.Probes;
import org.poise.ntk.TraceEstimate;
import org.poise.ntk.TracePoint;
import org.poise.problem.Interval;
import org.poise.problem.Points;
import org.poise.testing.PolynomialMap;

/** Each scheme against its formula, worked out here in plain numbers. */
final class SchemesTest {
  private static final Offset<Double> ROUNDING = within(1e-13);
  private static final PolynomialMap MAP = new PolynomialMap(4, 3, 2, 0, 0, 7);
  private static final double[] THETA = {0.3, -0.2, 0.5, 1};
  private static final Groups GROUPS = Groups.of(MAP.blocks());

  private final Weights weights = new Weights(GROUPS, new double[] {1, 1});

  private static WeighingStart start() {
    return new WeighingStart(GROUPS, 3, Set.of("first"), List.of("t"), List.of(new Interval(0, 2)));
  }

  private static Weigher only(LossWeighting scheme) {
    return scheme.start(start()).getFirst();
  }

  /** A point with given residuals, whose Jacobian is that of the map. */
  private static WeighingPoint at(long step, double... residuals) {
    TracePoint where = new TracePoint(step, MAP, THETA, residuals, null, null, 0, round -> MAP);
    double first = 0;
    for (int j = 0; j < 3; j++) {
      first += residuals[j] * residuals[j] / 3;
    }
    double second = (residuals[3] * residuals[3] + residuals[4] * residuals[4]) / 2;
    Points points = new Points(Map.of("inside", new double[] {0.1, 1.9, 0.9}));
    return new WeighingPoint(where, points, new double[] {first, second});
  }

  /** Jᵀs on the rows of a block. */
  private static double[] pulled(int from, int to, double... s) {
    double[] g = new double[4];
    for (int j = from; j < to; j++) {
      for (int k = 0; k < 4; k++) {
        g[k] += MAP.derivative(THETA, j, k) * s[j - from];
      }
    }
    return g;
  }

  private static double norm(double[] x) {
    double sum = 0;
    for (double value : x) {
      sum += value * value;
    }
    return Math.sqrt(sum);
  }

  private void assertWeights(double first, double second) {
    assertThat(weights.byGroup()[0]).isCloseTo(first, within(1e-12 * Math.abs(first)));
    assertThat(weights.byGroup()[1]).isCloseTo(second, within(1e-12 * Math.abs(second)));
  }

  @Test
  void exactTracesAverageTheWeights() {
    double one = MAP.trace(THETA, 0);
    double two = MAP.trace(THETA, 1);
    Weigher weigher = only(new NtkWeighting(new ExactTraces(), Convention.WANG, 10, 0.75));
    weigher.update(at(0, 1, 2, 3, 4, 5), weights);
    assertWeights((one + two) / one, (one + two) / two);
    weights.byGroup(new double[] {8, 4});
    weigher.update(at(10, 1, 2, 3, 4, 5), weights);
    assertWeights(6 + 0.25 * (one + two) / one, 3 + 0.25 * (one + two) / two);
  }

  @Test
  void sketchedTracesAverageTheTracesAndNotTheWeights() {
    ParameterSketch sketch =
        new ParameterSketch(Derivative.JVP, ProbeDistribution.GAUSSIAN, Probes.of(1), 0);
    Weigher weigher = only(new NtkWeighting(sketch, Convention.WANG, 1, 0.75));
    double[] kappa = new double[2];
    for (int step = 0; step < 3; step++) {
      weigher.update(at(step, 1, 2, 3, 4, 5), weights);
      TraceEstimate seen = weigher.traces();
      assertThat(seen).isNotNull();
      for (int i = 0; i < 2; i++) {
        double trace = seen.traces()[i];
        kappa[i] = step == 0 ? trace : 0.75 * kappa[i] + 0.25 * trace;
      }
    }
    assertWeights((kappa[0] + kappa[1]) / kappa[0], (kappa[0] + kappa[1]) / kappa[1]);
  }

  @Test
  void gradientNormsAndTheLookAlikes() {
    WeighingPoint at = at(0, 1, -2, 3, 4, 5);
    double one = norm(pulled(0, 3, 2.0 / 3, -4.0 / 3, 2));
    double two = norm(pulled(3, 5, 4, 5));
    only(new GradientNormWeighting(GradientNormWeighting.Kind.GRADIENT_NORM, 1, 0.9))
        .update(at, weights);
    assertWeights((one + two) / one, (one + two) / two);

    double rootOne = one / (2 * Math.sqrt(14.0 / 3));
    double rootTwo = two / (2 * Math.sqrt(41.0 / 2));
    only(new GradientNormWeighting(GradientNormWeighting.Kind.ROOT_LOSS_GRADIENT, 1, 0.9))
        .update(at, weights);
    assertWeights((rootOne + rootTwo) / rootOne, (rootOne + rootTwo) / rootTwo);

    double sumOne = 0;
    double sumTwo = 0;
    for (int i = 0; i < 5; i++) {
      for (int j = 0; j < 5; j++) {
        double entry = MAP.kernelEntry(THETA, i, j);
        sumOne += i < 3 && j < 3 ? entry : 0;
        sumTwo += i >= 3 && j >= 3 ? entry : 0;
      }
    }
    only(new GradientNormWeighting(GradientNormWeighting.Kind.SUMMED_GRADIENT, 1, 0.9))
        .update(at, weights);
    assertWeights((sumOne + sumTwo) / sumOne, (sumOne + sumTwo) / sumTwo);
    double traces = MAP.trace(THETA, 0) + MAP.trace(THETA, 1);
    assertThat(Math.abs(weights.byGroup()[0] / (traces / MAP.trace(THETA, 0)) - 1))
        .isGreaterThan(0.01);
  }

  @Test
  void schemesSeeTheLossesWithTheFactorsOfTheirPoints() {
    double[] factors = weights.ownFactors();
    factors[1] = 4;
    factors[4] = 0;
    WeighingPoint at = at(0, 1, -2, 3, 4, 5);
    assertThat(weights.losses(at)).containsExactly(new double[] {26.0 / 3, 8}, ROUNDING);
    double one = norm(pulled(0, 3, 2.0 / 3, -16.0 / 3, 2));
    double two = norm(pulled(3, 5, 4, 0));
    only(new GradientNormWeighting(GradientNormWeighting.Kind.GRADIENT_NORM, 1, 0))
        .update(at, weights);
    assertWeights((one + two) / one, (one + two) / two);
  }

  @Test
  void aStateOfAnotherSchemeIsRefused() {
    assertThatThrownBy(() -> only(new SoftAdapt(0.1, 1)).restore(Map.of()))
        .hasMessage("the saved state is of another weighting scheme: it has no 'losses'");
  }

  @Test
  void aTermWithoutGradientIsRefusedByName() {
    GradientNormWeighting scheme =
        new GradientNormWeighting(GradientNormWeighting.Kind.GRADIENT_NORM, 1, 0);
    assertThatThrownBy(() -> only(scheme).update(at(0, 1, 2, 3, 0, 0), weights))
        .isInstanceOf(ZeroTraceException.class)
        .hasMessageContaining("'second'");
  }

  @Test
  void annealingComparesTheLargestWithTheMean() {
    double[] one = pulled(0, 3, 2.0 / 3, -4.0 / 3, 2);
    double[] two = pulled(3, 5, 4, 5);
    double largest = 0;
    double mean = 0;
    for (int k = 0; k < 4; k++) {
      largest = Math.max(largest, Math.abs(one[k]));
      mean += Math.abs(two[k]) / 4;
    }
    Weigher weigher = only(new LearningRateAnnealing("first", 10, 0.9));
    weigher.update(at(0, 1, -2, 3, 4, 5), weights);
    assertWeights(1, largest / mean);
    weights.byGroup(new double[] {1, 2});
    weigher.update(at(10, 1, -2, 3, 4, 5), weights);
    assertWeights(1, 1.8 + 0.1 * largest / mean);
  }

  @Test
  void softAdaptFavoursWhatFallsSlowly() {
    Weigher weigher = only(new SoftAdapt(0.5, 1));
    weigher.update(at(0, 3, 0, 0, 2, 0), weights);
    assertWeights(1, 1);
    // Losses 3 → 0.75 and 2 → 4.5: s = −2.25/4.75, 2.5/4.75.
    weigher.update(at(1, 1.5, 0, 0, 3, 0), weights);
    double a = StrictMath.exp(0.5 * -2.25 / 4.75);
    double b = StrictMath.exp(0.5 * 2.5 / 4.75);
    assertWeights(2 * a / (a + b), 2 * b / (a + b));
  }

  @Test
  void relobraloLooksBack() {
    // ρ = 0: every update looks back to the start.
    Weigher weigher = only(new ReLoBRaLo(0.6, 0, 0.5, 1));
    weigher.update(at(0, 3, 0, 0, 2, 0), weights);
    assertWeights(1, 1);
    weigher.update(at(1, 1.5, 0, 0, 3, 0), weights);
    weigher.update(at(2, 1, 0, 0, 1, 0), weights);
    // L_1: 3, 0.75, 1/3; L_2: 2, 4.5, 0.5.
    double[] start = softmax(2 * (1.0 / 3) / 3, 2 * 0.5 / 2);
    double[] last = softmax(2 * (1.0 / 3) / 0.75, 2 * 0.5 / 4.5);
    assertWeights(0.6 * start[0] + 0.4 * last[0], 0.6 * start[1] + 0.4 * last[1]);
    // ρ = 1: the past weights are kept instead.
    Weigher keeping = only(new ReLoBRaLo(0.6, 1, 0.5, 1));
    keeping.update(at(0, 1.5, 0, 0, 3, 0), weights);
    weights.byGroup(new double[] {0.5, 1.5});
    keeping.update(at(1, 1, 0, 0, 1, 0), weights);
    assertWeights(0.3 + 0.4 * last[0], 0.9 + 0.4 * last[1]);
  }

  private static double[] softmax(double x, double y) {
    double a = StrictMath.exp(x);
    double b = StrictMath.exp(y);
    return new double[] {2 * a / (a + b), 2 * b / (a + b)};
  }

  @Test
  void uncertaintiesFollowTheLosses() {
    Weigher weigher = only(new UncertaintyWeighting(0.01));
    weigher.update(at(0, 3, 0, 0, 1, 0), weights);
    assertWeights(0.5, 0.5);
    // Adam's first step has the length of its rate: up where the loss is above 1, down below.
    weigher.update(at(1, 3, 0, 0, 1, 0), weights);
    assertThat(weights.byGroup()[0]).isCloseTo(0.5 * StrictMath.exp(-0.01), within(1e-9));
    assertThat(weights.byGroup()[1]).isCloseTo(0.5 * StrictMath.exp(0.01), within(1e-9));
  }

  @Test
  void causalWeightsWaitForWhatComesBefore() {
    // Times 0.1, 1.9, 0.9 in [0, 2]: chunks 0, 3, 1 of four; losses 4, 25, 9.
    List<Weigher> weighers = new CausalWeighting(Fixed.ones(), "t", 4, 0.1).start(start());
    assertThat(weighers).hasSize(2);
    assertThat(weighers.getFirst().comesFirst()).isTrue();
    weighers.getFirst().update(at(0, 2, 5, 3, 1, 1), weights);
    double[] factors = weights.ownFactors();
    assertThat(factors[0]).isEqualTo(1);
    assertThat(factors[1]).isCloseTo(StrictMath.exp(-1.3), ROUNDING);
    assertThat(factors[2]).isCloseTo(StrictMath.exp(-0.4), ROUNDING);
    assertThat(factors[3]).isEqualTo(1);
    assertThat(factors[4]).isEqualTo(1);
  }

  @Test
  void causalWeightsMultiplyTheDiagonalOfTheKernel() {
    List<Weigher> weighers =
        new CausalWeighting(new NtkWeighting(new ExactTraces(), Convention.WANG, 1, 0), "t", 4, 0.1)
            .start(start());
    for (Weigher weigher : weighers) {
      weigher.update(at(0, 2, 5, 3, 1, 1), weights);
    }
    double one =
        MAP.kernelEntry(THETA, 0, 0)
            + StrictMath.exp(-1.3) * MAP.kernelEntry(THETA, 1, 1)
            + StrictMath.exp(-0.4) * MAP.kernelEntry(THETA, 2, 2);
    double two = MAP.trace(THETA, 1);
    assertWeights((one + two) / one, (one + two) / two);
  }

  @Test
  void attentionFollowsTheResiduals() {
    Weigher weigher = only(new ResidualAttention(Fixed.ones(), 0.9, 0.2));
    weigher.update(at(0, 1, -2, 4, 3, 0), weights);
    weigher.update(at(1, 1, 0, 0, 1, 2), weights);
    double[] factors = weights.ownFactors();
    double[] expected = {
      0.9 * (0.9 + 0.2 / 4) + 0.2,
      0.9 * (0.9 + 0.2 / 2),
      0.9 * (0.9 + 0.2),
      0.9 * (0.9 + 0.2) + 0.1,
      0.9 * 0.9 + 0.2
    };
    for (int j = 0; j < 5; j++) {
      assertThat(factors[j]).isCloseTo(expected[j] * expected[j], ROUNDING);
    }
  }

  @Test
  void selfAdaptiveWeightsGoUp() {
    Weigher weigher = only(new SelfAdaptiveWeighting(Fixed.ones(), 0.1));
    weigher.update(at(0, 1, 2, 3, 4, 0), weights);
    weigher.update(at(1, 1, 2, 3, 4, 0), weights);
    double[] factors = weights.ownFactors();
    for (int j = 0; j < 4; j++) {
      assertThat(factors[j]).isCloseTo(1.21, within(1e-6));
    }
    assertThat(factors[4]).isEqualTo(1);
  }

  @Test
  void multipliersAddUpTheResidualsOfConditions() {
    Weigher weigher = only(new AugmentedLagrangian(Fixed.ones(), 2, 3, 5, 10));
    weigher.update(at(0, 1, 1, 1, 7, 8), weights);
    assertThat(weights.ownOffsets()).containsExactly(0, 0, 0, 0, 0);
    assertThat(weights.ownFactors()).containsExactly(1, 1, 1, 1, 1);
    weigher.update(at(10, 1, 1, 1, 0.5, -1), weights);
    assertThat(weights.ownOffsets()).containsExactly(0, 0, 0, 1, -2);
    assertThat(weights.ownFactors()).containsExactly(1, 1, 1, 2.5, 2.5);
    weigher.update(at(20, 1, 1, 1, 1, 1), weights);
    assertThat(weights.ownOffsets()).containsExactly(0, 0, 0, 6, 3);
    assertThat(weights.ownFactors()).containsExactly(1, 1, 1, 2.5, 2.5);
  }
}
