package org.poise.residual;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.data.Offset.offset;
import static org.poise.problem.Where.at;

import java.math.BigDecimal;
import java.util.Arrays;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.poise.formula.Expr;
import org.poise.network.Network;
import org.poise.network.Tensor;
import org.poise.problem.Equation;
import org.poise.problem.Points;
import org.poise.problem.Problem;
import org.poise.problem.Sampling;
import org.poise.testing.ExprOracle;
import org.poise.testing.NetworkOracle;
import org.poise.testing.Taylor;

/** Residuals and derivatives on boxes with networks of their own, against 60-digit arithmetic. */
class SubdomainJacobianTest {
  private static final int ORDER = 2;

  /** Which boxes a row touches, and one residual with 60 digits. */
  private static final class Oracle {
    final CompiledProblem compiled;
    final Equation equation;
    final double[] lower;
    final double[] upper;
    final int[] boxes = new int[2];

    Oracle(CompiledProblem compiled, Equation equation, double[] x) {
      this.compiled = compiled;
      this.equation = equation;
      lower = x.clone();
      upper = x.clone();
      double below = 1e-9;
      switch (equation.on()) {
        case "sides" -> upper[0] = 1;
        case "interface-x" -> lower[0] -= below;
        case "interface-t" -> lower[1] -= below;
        default -> {}
      }
      boxes[0] = box(lower);
      boxes[1] = box(upper);
      if (!equation.on().equals("sides")) {
        System.arraycopy(x, 0, lower, 0, 2);
      }
    }

    static int box(double[] x) {
      int t = x[1] < DividedSystem.CUTS_T[0] ? 0 : x[1] < DividedSystem.CUTS_T[1] ? 1 : 2;
      return (x[0] < DividedSystem.CUT_X ? 0 : 3) + t;
    }

    BigDecimal residual(BigDecimal[] theta) {
      return ExprOracle.evaluate(
          equation.residual(),
          new ExprOracle.Leaves() {
            @Override
            public BigDecimal jet(Expr.FieldJet jet) {
              Network network = compiled.networks().get(2 * boxes[jet.site()] + jet.field());
              double[] at = jet.site() == 0 ? lower : upper;
              return NetworkOracle.outputs(network, compiled.layout(), theta, at, ORDER)[0]
                  .derivative(jet.alpha());
            }

            @Override
            public BigDecimal coordinate(int index) {
              return new BigDecimal(lower[index]);
            }

            @Override
            public BigDecimal coefficient(int index) {
              return theta[theta.length - 1];
            }
          });
    }
  }

  @Test
  void residualsAndJacobianAgreeWithSixtyDigitsAndTouchOnlyTheirBoxes() {
    Problem problem = DividedSystem.problem(60);
    try (CompiledProblem compiled = DividedSystem.compile(problem, 2)) {
      Points points = Sampling.standard().draw(problem, 3, 0);
      ResidualMap map = compiled.bind(points);
      int p = map.parameters();
      double[] theta = compiled.initialParameters(4);
      double[] r = new double[map.blocks().rows()];
      map.residuals(theta, r);
      double[] jacobian = Kernels.jacobian(map, theta);
      BigDecimal[] exact =
          Arrays.stream(theta).mapToObj(BigDecimal::new).toArray(BigDecimal[]::new);
      BigDecimal h = new BigDecimal("1e-20");
      SplittableRandom random = new SplittableRandom(5);
      for (int b = 0; b < problem.equations().size(); b++) {
        Block block = map.blocks().blocks().get(b);
        double[] x = points.of(block.pointSet());
        for (int j = 0; j < block.count(); j++) {
          double[] at = Arrays.copyOfRange(x, 2 * j, 2 * j + 2);
          Oracle oracle = new Oracle(compiled, problem.equations().get(b), at);
          int row = block.start() + j;
          double value = oracle.residual(exact).doubleValue();
          assertThat(r[row]).isCloseTo(value, offset(1e-13 * (1 + Math.abs(value))));
          for (Tensor tensor : compiled.layout().tensors()) {
            boolean own =
                Arrays.stream(oracle.boxes)
                    .anyMatch(box -> tensor.name().contains("@" + (box + 1) + "."));
            for (int i = 0; i < tensor.size(); i++) {
              if (!own && !tensor.name().startsWith("coefficient")) {
                assertThat(jacobian[row * p + tensor.offset() + i]).isZero();
              }
            }
          }
          double largest =
              Arrays.stream(jacobian, row * p, (row + 1) * p).map(Math::abs).max().orElse(0);
          int i = random.nextInt(p);
          BigDecimal[] up = exact.clone();
          up[i] = up[i].add(h);
          BigDecimal[] down = exact.clone();
          down[i] = down[i].subtract(h);
          double difference =
              oracle
                  .residual(up)
                  .subtract(oracle.residual(down))
                  .divide(h.add(h), Taylor.MC)
                  .doubleValue();
          assertThat(jacobian[row * p + i]).isCloseTo(difference, offset(1e-12 * largest));
        }
      }
    }
  }

  @Test
  void operationsAgreeWithTheJacobian() {
    Problem problem = DividedSystem.problem(300);
    try (CompiledProblem compiled = DividedSystem.compile(problem, 2)) {
      ResidualMap map = compiled.bind(Sampling.standard().draw(problem, 3, 0));
      int n = map.blocks().rows();
      int p = map.parameters();
      double[] theta = compiled.initialParameters(4);
      double[] jacobian = Kernels.jacobian(map, theta);
      SplittableRandom random = new SplittableRandom(6);
      double[] w = random.doubles(n, 0, 2).toArray();
      double[] v = random.doubles(p, -1, 1).toArray();
      double[] r = new double[n];
      double[] norms = new double[n];
      double[] g = new double[p];
      double[] jv = new double[n];
      double[] jw = new double[p];
      map.gradient(theta, w, null, g, r, norms);
      map.jvp(theta, 1, v, jv);
      map.vjp(theta, 1, w, jw);
      double[] kernel = Kernels.whole(map, theta);
      double[] gradient = new double[p];
      double[] transposed = new double[p];
      // Σ_j |s_j| ‖∂r_j/∂θ‖, a bound of every entry of Jᵀs.
      double[] sizes = new double[2];
      for (int j = 0; j < n; j++) {
        double along = 0;
        sizes[0] += Math.abs(w[j] * r[j]) * Math.sqrt(norms[j]);
        sizes[1] += w[j] * Math.sqrt(norms[j]);
        for (int i = 0; i < p; i++) {
          along += jacobian[j * p + i] * v[i];
          gradient[i] += jacobian[j * p + i] * w[j] * r[j];
          transposed[i] += jacobian[j * p + i] * w[j];
        }
        assertThat(jv[j]).isCloseTo(along, offset(1e-12 * (1 + Math.sqrt(norms[j]))));
        for (int k = 0; k < n; k++) {
          double product = 0;
          for (int i = 0; i < p; i++) {
            product += jacobian[j * p + i] * jacobian[k * p + i];
          }
          double tolerance = 1e-13 * Math.sqrt(norms[j] * norms[k]);
          assertThat(kernel[j * n + k]).isCloseTo(product, offset(tolerance));
          if (j == k) {
            assertThat(norms[j]).isCloseTo(product, offset(tolerance));
          }
        }
      }
      for (int i = 0; i < p; i++) {
        assertThat(g[i]).isCloseTo(gradient[i], offset(1e-13 * sizes[0]));
        assertThat(jw[i]).isCloseTo(transposed[i], offset(1e-13 * sizes[1]));
      }
    }
  }
}
