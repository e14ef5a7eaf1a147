package org.poise.jet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvFileSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The tables for σ = sin, whose derivatives are sin(z + kπ/2). */
class JetTablesTest {
  private static final int[] STEPS = {1, 2, 3, 5};

  /** Derivatives from computer algebra, by the script beside the table. */
  @ParameterizedTest
  @CsvFileSource(resources = "/jet/faa-di-bruno.csv")
  void derivativesAgreeWithComputerAlgebra(String orders, double expected) {
    MultiIndex alpha =
        MultiIndex.of(Arrays.stream(orders.split(" ")).mapToInt(Integer::parseInt).toArray());
    JetLayout layout = JetLayout.closure(alpha.dimension(), List.of(alpha));
    double[] z = new double[layout.size()];
    for (int c = 0; c < z.length; c++) {
      double phase = 1;
      for (int i = 0; i < alpha.dimension(); i++) {
        phase += STEPS[i] * layout.component(c).first().get(i);
      }
      z[c] = StrictMath.sin(phase);
    }
    double[] a = apply(JetTables.of(layout), z);
    // Up to 15 products of size 1 and below, each to a few roundings.
    assertThat(a[layout.indexOf(alpha)]).isCloseTo(expected, within(2e-14));
  }

  @Test
  void aPlaneWaveHasKnownDerivatives() {
    double[] k = {0.7, -1.3, 0.4};
    JetLayout layout = JetLayout.closure(3, all(3, 4));
    double[] z = new double[layout.size()];
    z[0] = 0.3;
    for (int i = 0; i < 3; i++) {
      z[layout.indexOf(MultiIndex.unit(3, i))] = k[i];
    }
    double[] affine = apply(JetTables.ofAffine(layout), z);
    double[] general = apply(JetTables.of(layout), z);
    for (int c = 0; c < z.length; c++) {
      MultiIndex alpha = layout.component(c).first();
      double amplitude = 1;
      for (int i = 0; i < 3; i++) {
        amplitude *= StrictMath.pow(k[i], alpha.get(i));
      }
      assertThat(affine[c])
          .as("%s", alpha)
          .isCloseTo(amplitude * sigma(alpha.order(), 0.3), within(1e-14));
      assertThat(general[c]).as("%s", alpha).isEqualTo(affine[c]);
    }
  }

  @Test
  void affineArgumentsLeaveOneTermForEachComponent() {
    JetLayout layout = JetLayout.closure(2, all(2, 4));
    JetTables tables = JetTables.ofAffine(layout);
    assertThat(tables.terms()).hasSize(layout.size() - 1);
    for (int c = 0; c < layout.size(); c++) {
      assertThat(tables.active(c)).isEqualTo(layout.component(c).order() <= 1);
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 4})
  void countsAddUpToThePartitionsOfASet(int order) {
    int[] bell = {1, 1, 2, 5, 15};
    for (MultiIndex alpha : all(4, order)) {
      JetLayout layout = JetLayout.closure(4, List.of(alpha));
      double partitions =
          JetTables.of(layout).terms().stream()
              .filter(term -> term.component() == layout.indexOf(alpha))
              .mapToDouble(JetTables.Term::count)
              .sum();
      assertThat(partitions)
          .as("%s", alpha)
          .isEqualTo(alpha.order() == 0 ? 0 : bell[alpha.order()]);
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 4})
  void theAdjointIsTheTransposeOfTheTangent(int dimension) {
    Random random = new Random(dimension);
    for (int trial = 0; trial < 40; trial++) {
      List<MultiIndex> every = all(dimension, 4);
      List<MultiIndex> used =
          List.of(every.get(random.nextInt(every.size())), every.get(random.nextInt(every.size())));
      JetLayout layout = JetLayout.closure(dimension, used);
      JetTables tables = JetTables.of(layout);
      double[] z = random.doubles(layout.size(), -1, 1).toArray();
      double[] dz = random.doubles(layout.size(), -1, 1).toArray();
      double[] seed = random.doubles(layout.size(), -1, 1).toArray();
      double[] adjoint = new double[layout.size()];
      for (JetTables.AdjointTerm term : tables.adjoint()) {
        double product = term.count() * seed[term.component()] * sigma(term.derivative(), z[0]);
        for (int factor : term.factors()) {
          product *= z[factor];
        }
        adjoint[term.target()] += product;
      }
      assertThat(dot(adjoint, dz))
          .as("dimension %d, trial %d, %s", dimension, trial, layout)
          .isCloseTo(dot(seed, tangent(tables, z, dz)), within(1e-12));
    }
  }

  /** a_c = Σ w_α a_α, and of the argument only z_c = Σ w_α z_α is known. */
  @Test
  void aCombinationOfDerivativesIsTheSumOfItsParts() {
    List<Functional> combinations =
        List.of(
            new Functional(
                List.of(
                    new Functional.Term(1, MultiIndex.of(0, 1)),
                    new Functional.Term(-0.7, MultiIndex.of(4, 0)))));
    JetLayout separate = JetLayout.closure(2, List.of(MultiIndex.of(0, 1), MultiIndex.of(4, 0)));
    JetLayout collapsed = separate.collapse(combinations);
    assertThat(collapsed.size()).isEqualTo(separate.size() - 1);
    double[] all = new Random(3).doubles(separate.size(), -1, 1).toArray();
    double[] some = new double[collapsed.size()];
    for (int c = 0; c < some.length; c++) {
      for (Functional.Term term : collapsed.component(c).terms()) {
        some[c] += term.weight() * all[separate.indexOf(term.alpha())];
      }
    }
    double[] a = apply(JetTables.of(separate), all);
    double[] b = apply(JetTables.of(collapsed), some);
    for (int c = 0; c < some.length; c++) {
      double expected = 0;
      for (Functional.Term term : collapsed.component(c).terms()) {
        expected += term.weight() * a[separate.indexOf(term.alpha())];
      }
      assertThat(b[c]).isCloseTo(expected, within(1e-14));
    }
  }

  /** The derivative of the forward terms along dz, by central differences of order six. */
  private static double[] tangent(JetTables tables, double[] z, double[] dz) {
    double h = 0.004;
    double[] weights = {45 / 60.0, -9 / 60.0, 1 / 60.0};
    double[] tangent = new double[z.length];
    for (int k = 1; k <= 3; k++) {
      double[] above = apply(tables, shifted(z, k * h, dz));
      double[] below = apply(tables, shifted(z, -k * h, dz));
      for (int c = 0; c < z.length; c++) {
        tangent[c] += weights[k - 1] * (above[c] - below[c]) / h;
      }
    }
    return tangent;
  }

  private static double[] shifted(double[] z, double step, double[] dz) {
    double[] shifted = z.clone();
    for (int c = 0; c < z.length; c++) {
      shifted[c] += step * dz[c];
    }
    return shifted;
  }

  /** The jet of sin(z). */
  private static double[] apply(JetTables tables, double[] z) {
    double[] a = new double[z.length];
    a[0] = sigma(0, z[0]);
    for (JetTables.Term term : tables.terms()) {
      double product = term.count() * sigma(term.derivative(), z[0]);
      for (int factor : term.factors()) {
        product *= z[factor];
      }
      a[term.component()] += product;
    }
    return a;
  }

  private static double sigma(int k, double z) {
    return StrictMath.sin(z + k * StrictMath.PI / 2);
  }

  private static double dot(double[] a, double[] b) {
    double sum = 0;
    for (int i = 0; i < a.length; i++) {
      sum += a[i] * b[i];
    }
    return sum;
  }

  private static List<MultiIndex> all(int dimension, int order) {
    List<MultiIndex> all = new ArrayList<>(List.of(MultiIndex.zero(dimension)));
    for (int next = 0; next < all.size(); next++) {
      MultiIndex alpha = all.get(next);
      for (int i = 0; i < dimension && alpha.order() < order; i++) {
        if (!all.contains(alpha.raised(i))) {
          all.add(alpha.raised(i));
        }
      }
    }
    return all;
  }
}
