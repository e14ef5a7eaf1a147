package org.poise.residual;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.data.Offset.offset;

import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.poise.network.Activation;
import org.poise.network.Architecture;
import org.poise.network.Drops;
import org.poise.network.Factorization;
import org.poise.network.Initializer;
import org.poise.network.Mlp;
import org.poise.network.ModifiedMlp;
import org.poise.network.Network;
import org.poise.network.Normalization;
import org.poise.network.PirateNet;
import org.poise.network.ResidualNetwork;
import org.poise.network.Slopes;
import org.poise.network.Tensor;
import org.poise.problem.PointSet;

/** Architectures whose fields, with one unit and chosen parameters, are known by hand. */
class ArchitecturesTest {
  private static final double[] X = {-0.8, 0.1, 0.7};

  private static Network network(Architecture architecture) {
    return new Network(
        "main", List.of("u"), architecture, Initializer.GLOROT_NORMAL, Normalization.none(1));
  }

  private static Case problem() {
    return new Case(List.of("x"), List.of("u"), -1, 1)
        .points("inside", new PointSet.Interior(), X)
        .equation("value", "inside", "u")
        .equation("curvature", "inside", "u_xx");
  }

  private static void set(CompiledProblem compiled, double[] theta, String name, double... values) {
    Tensor tensor = compiled.layout().tensor("main." + name);
    assertThat(values).hasSize(tensor.size());
    System.arraycopy(values, 0, theta, tensor.offset(), values.length);
  }

  private static int at(CompiledProblem compiled, String name) {
    return compiled.layout().tensor("main." + name).offset();
  }

  private static double[] residuals(ResidualMap map, double[] theta) {
    double[] r = new double[map.blocks().rows()];
    map.residuals(theta, r);
    return r;
  }

  private static double[] jacobian(ResidualMap map, double[] theta) {
    double[] jacobian = new double[map.blocks().rows() * theta.length];
    map.jacobian(
        theta,
        (row, rows, columns, values) ->
            System.arraycopy(values, 0, jacobian, row * columns, rows * columns));
    return jacobian;
  }

  /**
   * With U = f = sin x and V = 0, f U + (1 − f) V = sin² x, whose second derivative is 2 cos 2x.
   */
  @Test
  void gatesOfTheModifiedMlp() {
    Case built = problem();
    Network network = network(new ModifiedMlp(1, 1, Activation.SIN));
    try (CompiledProblem compiled = built.compile(List.of(network), 1)) {
      double[] theta = new double[compiled.layout().size()];
      set(compiled, theta, "u.weight", 1);
      set(compiled, theta, "0.weight", 1);
      set(compiled, theta, "1.weight", 1);
      ResidualMap map = compiled.bind(built.points());
      double[] r = residuals(map, theta);
      double[] jacobian = jacobian(map, theta);
      for (int j = 0; j < X.length; j++) {
        double sin = Math.sin(X[j]);
        assertThat(r[j]).isCloseTo(sin * sin, offset(1e-15));
        assertThat(r[3 + j]).isCloseTo(2 * Math.cos(2 * X[j]), offset(1e-14));
        // ∂u/∂b_v = (1 − f) cos 0, ∂u/∂b_u = f cos x, ∂u/∂b_0 = U cos x
        assertThat(jacobian[j * theta.length + at(compiled, "v.bias")])
            .isCloseTo(1 - sin, offset(1e-15));
        assertThat(jacobian[j * theta.length + at(compiled, "u.bias")])
            .isCloseTo(sin * Math.cos(X[j]), offset(1e-15));
        assertThat(jacobian[j * theta.length + at(compiled, "0.bias")])
            .isCloseTo(sin * Math.cos(X[j]), offset(1e-15));
      }
    }
  }

  /** x + α sin x with α = ½; without the block x, in expectation with p = ½ x + ¼ sin x. */
  @Test
  void residualBlocksAndTheirDrops() {
    Case built = problem();
    ResidualNetwork blocks = ResidualNetwork.of(1, 1, Activation.SIN, List.of(0.5), List.of(0.5));
    try (CompiledProblem compiled = built.compile(List.of(network(blocks)), 1)) {
      double[] theta = new double[compiled.layout().size()];
      set(compiled, theta, "0.weight", 1);
      set(compiled, theta, "last.weight", 1);
      assertThatThrownBy(() -> compiled.bind(built.points(), new Drops(new double[2])))
          .hasMessageContaining("for each of the 1 blocks that may be dropped, not 2");
      for (double kept : new double[] {0, 0.5, 1}) {
        ResidualMap map =
            kept == 0.5
                ? compiled.bind(built.points())
                : compiled.bind(built.points(), new Drops(new double[] {kept}));
        double[] r = residuals(map, theta);
        double[] jacobian = jacobian(map, theta);
        for (int j = 0; j < X.length; j++) {
          double wave = 0.5 * kept * Math.sin(X[j]);
          assertThat(r[j]).isCloseTo(X[j] + wave, offset(1e-15));
          assertThat(r[3 + j]).isCloseTo(-wave, offset(1e-15));
          assertThat(jacobian[j * theta.length + at(compiled, "0.bias")])
              .isCloseTo(0.5 * kept * Math.cos(X[j]), offset(1e-15));
        }
      }
    }
  }

  /** A PirateNet starts as a linear map, and moves from there by α at the rate h − x. */
  @Test
  void pirateNetStartsLinear() {
    Case built = problem();
    try (CompiledProblem compiled =
        built.compile(List.of(network(new PirateNet(2, 1, Activation.SIN))), 1)) {
      double[] theta = compiled.initialParameters(3);
      set(compiled, theta, "last.weight", 3);
      set(compiled, theta, "last.bias", 0.5);
      ResidualMap map = compiled.bind(built.points());
      double[] r = residuals(map, theta);
      double[] jacobian = jacobian(map, theta);
      for (int j = 0; j < X.length; j++) {
        assertThat(r[j]).isCloseTo(3 * X[j] + 0.5, offset(1e-15));
        assertThat(r[3 + j]).isZero();
        double u = layer(compiled, theta, "u", X[j]);
        double v = layer(compiled, theta, "v", X[j]);
        double f = layer(compiled, theta, "0.0", X[j]);
        double g = layer(compiled, theta, "0.1", f * u + (1 - f) * v);
        double h = layer(compiled, theta, "0.2", g * u + (1 - g) * v);
        assertThat(jacobian[j * theta.length + at(compiled, "0.alpha")])
            .isCloseTo(3 * (h - X[j]), offset(1e-14));
        assertThat(jacobian[j * theta.length + at(compiled, "0.2.bias")]).isZero();
      }
    }
  }

  private static double layer(CompiledProblem compiled, double[] theta, String name, double x) {
    double z = theta[at(compiled, name + ".weight")] * x + theta[at(compiled, name + ".bias")];
    return Math.sin(z);
  }

  /** W is what it would be without factors, and gradients follow from those of W. */
  @Test
  void factoredWeights() {
    Case built = problem();
    Network plain = network(new Mlp(List.of(3, 4), Activation.TANH));
    Network factored = plain.withFactorization(new Factorization(0.5, 0.2));
    try (CompiledProblem ofW = built.compile(List.of(plain), 1);
        CompiledProblem ofV = built.compile(List.of(factored), 1)) {
      double[] w = ofW.initialParameters(5);
      double[] v = ofV.initialParameters(5);
      double[] g = jacobian(ofW.bind(built.points()), w);
      double[] h = jacobian(ofV.bind(built.points()), v);
      assertThat(residuals(ofV.bind(built.points()), v))
          .containsExactly(residuals(ofW.bind(built.points()), w), offset(1e-14));
      double[] logScales = new double[0];
      for (String layer : List.of("0", "1", "2")) {
        Tensor weight = ofW.layout().tensor("main." + layer + ".weight");
        int s = at(ofV, layer + ".logscale");
        int inV = at(ofV, layer + ".weight");
        for (int j = 0; j < 6; j++) {
          for (int o = 0; o < weight.columns(); o++) {
            double e = Math.exp(v[s + o]);
            double sum = 0;
            for (int i = 0; i < weight.rows(); i++) {
              int k = i * weight.columns() + o;
              double ofWeight = g[j * w.length + weight.offset() + k];
              assertThat(v[inV + k] * e).isCloseTo(w[weight.offset() + k], offset(1e-15));
              assertThat(h[j * v.length + inV + k]).isCloseTo(e * ofWeight, offset(1e-13));
              sum += w[weight.offset() + k] * ofWeight;
            }
            assertThat(h[j * v.length + s + o]).isCloseTo(sum, offset(1e-13));
          }
        }
        logScales = append(logScales, Arrays.copyOfRange(v, s, s + weight.columns()));
      }
      assertThat(Arrays.stream(logScales).average().orElse(0)).isBetween(0.2, 0.8);
      assertThat(Arrays.stream(logScales).distinct().count()).isEqualTo(logScales.length);
    }
  }

  private static double[] append(double[] a, double[] b) {
    double[] both = Arrays.copyOf(a, a.length + b.length);
    System.arraycopy(b, 0, both, a.length, b.length);
    return both;
  }

  /** sin(n a w x): ∂u/∂a = n w x cos(n a w x), and it starts as sin(w x). */
  @Test
  void adaptiveSlopes() {
    for (Slopes.Sharing sharing : Slopes.Sharing.values()) {
      Case built = problem();
      Network network = network(Mlp.of(1, 1, Activation.SIN)).withSlopes(new Slopes(sharing, 4));
      try (CompiledProblem compiled = built.compile(List.of(network), 1)) {
        double[] theta = compiled.initialParameters(1);
        assertThat(theta[at(compiled, "0.slope")]).isEqualTo(0.25);
        set(compiled, theta, "0.weight", 2);
        set(compiled, theta, "0.slope", 0.5);
        set(compiled, theta, "1.weight", 1);
        ResidualMap map = compiled.bind(built.points());
        double[] r = residuals(map, theta);
        double[] jacobian = jacobian(map, theta);
        for (int j = 0; j < X.length; j++) {
          assertThat(r[j]).isCloseTo(Math.sin(4 * X[j]), offset(1e-14));
          assertThat(r[3 + j]).isCloseTo(-16 * Math.sin(4 * X[j]), offset(1e-13));
          assertThat(jacobian[j * theta.length + at(compiled, "0.slope")])
              .isCloseTo(8 * X[j] * Math.cos(4 * X[j]), offset(1e-13));
        }
      }
    }
  }
}
