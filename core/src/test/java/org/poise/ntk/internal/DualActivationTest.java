package org.poise.ntk.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.SplittableRandom;
import org.hipparchus.analysis.differentiation.DSFactory;
import org.hipparchus.analysis.differentiation.DerivativeStructure;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.poise.network.Activation;

/** Expectations of a layer in closed form, by quadrature, and as they are known by hand. */
class DualActivationTest {
  private static Moments numbers(DualActivation dual, double q, double s, double r) {
    DSFactory factory = new DSFactory(1, 0);
    return dual.moments(factory.constant(q), factory.constant(s), factory.constant(r), 0, 0);
  }

  @Test
  void erfByHand() {
    // Williams 1998: 2/π asin(2s/√((1 + 2q)(1 + 2r))), at sines of 1/2 and 2/3
    Moments one = numbers(new ErfDual(), 1.5, 1, 1.5);
    assertThat(one.value().getValue()).isCloseTo(1.0 / 3, within(1e-15));
    // 4/π (16 − 4)^(−1/2)
    assertThat(one.slope().getValue()).isCloseTo(4 / Math.PI / Math.sqrt(12), within(1e-15));
    assertThat(numbers(new ErfDual(), 1, 1, 1).value().getValue())
        .isCloseTo(2 / Math.PI * StrictMath.asin(2.0 / 3), within(1e-15));
  }

  @Test
  void sineByHand() {
    // E[sin² u] = (1 − e^(−2q))/2, E[cos² u] = (1 + e^(−2q))/2
    Moments same = numbers(new SineDual(), 0.7, 0.7, 0.7);
    double e = StrictMath.exp(-1.4);
    assertThat(same.value().getValue()).isCloseTo((1 - e) / 2, within(1e-15));
    assertThat(same.slope().getValue()).isCloseTo((1 + e) / 2, within(1e-15));
  }

  @Test
  void cubedRectifierByHand() {
    double q = 1.3;
    double r = 0.6;
    // One point: E[max(u, 0)⁶] = 15 q³/2 and 9 E[max(u, 0)⁴] = 27 q²/2.
    Moments same = numbers(new CubedRectifierDual(), q, q, q);
    assertThat(same.value().getValue()).isCloseTo(7.5 * q * q * q, within(1e-13));
    assertThat(same.slope().getValue()).isCloseTo(13.5 * q * q, within(1e-13));
    // Independent: E[max(u, 0)³] = √(2/π) q^(3/2), E[3 max(u, 0)²] = 3q/2.
    Moments independent = numbers(new CubedRectifierDual(), q, 0, r);
    assertThat(independent.value().getValue())
        .isCloseTo(2 / Math.PI * Math.pow(q * r, 1.5), within(1e-14));
    assertThat(independent.slope().getValue()).isCloseTo(2.25 * q * r, within(1e-14));
    // Opposite: never both above 0.
    assertThat(numbers(new CubedRectifierDual(), q, -q, q).value().getValue())
        .isCloseTo(0, within(1e-14));
  }

  /** E[u³v³] = 9 q s r + 6 s³ is what both halves of max(u, 0)³ − max(−u, 0)³ add up to. */
  @ParameterizedTest
  @ValueSource(doubles = {-0.8, -0.2, 0.1, 0.5, 0.85})
  void halvesOfTheCube(double s) {
    double q = 1.1;
    double r = 0.9;
    DualActivation dual = new CubedRectifierDual();
    double like = numbers(dual, q, s, r).value().getValue();
    double unlike = numbers(dual, q, -s, r).value().getValue();
    assertThat(2 * (like - unlike)).isCloseTo(9 * q * s * r + 6 * s * s * s, within(1e-13));
    double slopes =
        numbers(dual, q, s, r).slope().getValue() + numbers(dual, q, -s, r).slope().getValue();
    // 9 E[u²v²] = 9 (q r + 2 s²)
    assertThat(2 * slopes).isCloseTo(9 * (q * r + 2 * s * s), within(1e-13));
  }

  /**
   * The same with jets: the closed forms compose elementary functions, the quadrature expands by
   * Price's theorem.
   */
  @ParameterizedTest
  @EnumSource(
      value = Activation.class,
      names = {"ERF", "SIN"})
  void quadratureGivesTheClosedForms(Activation activation) {
    SplittableRandom random = new SplittableRandom(11);
    DualActivation closed = DualActivation.of(activation);
    DualActivation quadrature = new QuadratureDual(activation, Math.PI / 2);
    for (int trial = 0; trial < 20; trial++) {
      JetPairs pairs = new JetPairs(1, 2, 2);
      DSFactory single = new DSFactory(1, 2);
      double scale = random.nextDouble(0.5, 2);
      double rho = trial % 4 == 0 ? 1 : random.nextDouble(-1, 1);
      double other = trial % 4 == 0 ? scale : random.nextDouble(0.5, 2);
      double[][] f = {{scale, random.nextDouble(-1, 1), random.nextDouble(-1, 1)}, {0, 1, 0}};
      double[][] g = {{other * rho, random.nextDouble(-1, 1), 0.3}, {0, -0.4, 0.2}};
      DerivativeStructure s = pairs.covariance(f, g);
      DerivativeStructure q = pairs.ofFirst(single.build(2 + scale * scale, 0.7, -0.2));
      DerivativeStructure r = pairs.ofSecond(single.build(2 + other * other, -0.3, 0.9));
      Moments expected = closed.moments(q, s, r, 2, 2);
      Moments actual = quadrature.moments(q, s, r, 2, 2);
      for (int[] order :
          List.of(new int[] {0, 0}, new int[] {2, 0}, new int[] {1, 2}, new int[] {2, 2})) {
        for (boolean slope : new boolean[] {false, true}) {
          double one = (slope ? expected.slope() : expected.value()).getPartialDerivative(order);
          double two = (slope ? actual.slope() : actual.value()).getPartialDerivative(order);
          // Expectations of order 1, and up to 40 products of derivatives of order 1.
          assertThat(two)
              .as("trial %d, order %s", trial, List.of(order[0], order[1]))
              .isCloseTo(one, within(1e-12));
        }
      }
    }
  }

  /** Halving the step, by asking for a narrower strip, changes nothing. */
  @ParameterizedTest
  @EnumSource(
      value = Activation.class,
      names = {"TANH", "GELU", "SILU", "SOFTPLUS"})
  void quadratureHasConverged(Activation activation) {
    DSFactory factory = new DSFactory(2, 2);
    for (double[] c : new double[][] {{1, 1, 1}, {2.5, -1.4, 0.9}, {4, 3.9, 4}}) {
      DerivativeStructure q = factory.build(c[0], 0.3, 0, 0.2, 0, 0.1);
      DerivativeStructure s = factory.build(c[1], 0.4, 0.2, -0.1, 0.7, 0);
      DerivativeStructure r = factory.build(c[2], 0, -0.3, 0.1, 0, 0.6);
      QuadratureDual taken = (QuadratureDual) DualActivation.of(activation);
      Moments coarse = taken.moments(q, s, r, 2, 2);
      Moments fine = new QuadratureDual(activation, taken.strip() / 2).moments(q, s, r, 2, 2);
      double[] a = coarse.value().getAllDerivatives();
      double[] b = fine.value().getAllDerivatives();
      double[] da = coarse.slope().getAllDerivatives();
      double[] db = fine.slope().getAllDerivatives();
      for (int k = 0; k < a.length; k++) {
        assertThat(a[k]).isCloseTo(b[k], within(1e-13 * Math.max(1, Math.abs(b[0]))));
        assertThat(da[k]).isCloseTo(db[k], within(1e-13 * Math.max(1, Math.abs(db[0]))));
      }
    }
  }
}
