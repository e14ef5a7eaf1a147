package org.poise.linalg.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.poise.linalg.internal.PlaneSums.Plane;
import org.poise.linalg.internal.PlaneSums.Product;
import org.poise.linalg.internal.PlaneSums.Stack;

class PlaneSumsTest {
  private static final int PLANES = 6;

  /** Totals of sums, three at most, on the planes after them. */
  private static final int TOTALS = 3;

  /** Sums, some with totals, after two intermediates in the last planes of scratch. */
  private static List<Product> random(Random random, int targets) {
    List<Product> products = new ArrayList<>();
    for (int k = PLANES - 2; k < PLANES; k++) {
      for (int i = 1 + random.nextInt(3); i > 0; i--) {
        Plane made = new Plane(Stack.SIGMA, k);
        products.add(new Product(made, 0.7, factors(random, PLANES - 2), -1));
      }
    }
    for (int to = 0; to < targets; to++) {
      int total = random.nextBoolean() ? targets + random.nextInt(TOTALS) : -1;
      for (int i = 1 + random.nextInt(7); i > 0; i--) {
        double coefficient = random.nextInt(1, 4) * 0.7;
        List<Plane> factors = factors(random, PLANES);
        products.add(new Product(new Plane(Stack.TO, to), coefficient, factors, total));
      }
    }
    return products;
  }

  private static List<Plane> factors(Random random, int sigma) {
    List<Plane> factors = new ArrayList<>();
    factors.add(new Plane(Stack.SIGMA, random.nextInt(sigma)));
    factors.add(new Plane(Stack.FROM, random.nextInt(PLANES)));
    for (int k = random.nextInt(5); k > 0; k--) {
      factors.add(new Plane(Stack.Z, random.nextInt(PLANES)));
    }
    return factors;
  }

  /**
   * One product of two numbers and another of three, added to what was there: 10 + 2·3 + ½·2·3·4.
   */
  @Test
  void knownSum() {
    Plane sigma = new Plane(Stack.SIGMA, 0);
    Plane from = new Plane(Stack.FROM, 0);
    Plane z = new Plane(Stack.Z, 0);
    List<Product> products =
        List.of(
            new Product(0, 1, List.of(sigma, from)), new Product(0, 0.5, List.of(sigma, from, z)));
    double[] w = new double[32];
    Arrays.fill(w, 0, 8, 2);
    Arrays.fill(w, 8, 16, 3);
    Arrays.fill(w, 16, 24, 4);
    Arrays.fill(w, 24, 32, 10);
    double[] compiled = w.clone();
    new PlaneSums(products).plain(w, 8, true, 0, 8, 16, 8, 8, 8, 24, 8);
    PlaneCompiler.compile(products).run(compiled, 8, true, 0, 8, 16, 8, 8, 8, 24, 8);
    assertThat(w[31]).isEqualTo(10 + 6 + 12);
    assertThat(compiled).isEqualTo(w);
  }

  /** An intermediate t = 2·3, two sums t·4 and t·3, and their total. */
  @Test
  void knownTotal() {
    Plane made = new Plane(Stack.SIGMA, 1);
    Plane z = new Plane(Stack.Z, 0);
    Plane from = new Plane(Stack.FROM, 0);
    List<Product> products =
        List.of(
            new Product(made, 1, List.of(new Plane(Stack.SIGMA, 0), from), -1),
            new Product(new Plane(Stack.TO, 0), 1, List.of(made, z), 2),
            new Product(new Plane(Stack.TO, 1), 1, List.of(made, from), 2));
    double[] w = new double[56];
    Arrays.fill(w, 0, 8, 2);
    Arrays.fill(w, 16, 24, 4);
    Arrays.fill(w, 24, 32, 3);
    double[] compiled = w.clone();
    new PlaneSums(products).plain(w, 8, false, 0, 8, 16, 8, 24, 8, 32, 8);
    PlaneCompiler.compile(products).run(compiled, 8, false, 0, 8, 16, 8, 24, 8, 32, 8);
    assertThat(new double[] {w[39], w[47], w[55]}).containsExactly(24, 18, 42);
    assertThat(Arrays.copyOfRange(compiled, 32, 56)).isEqualTo(Arrays.copyOfRange(w, 32, 56));
  }

  /** Up to 40 sums of up to 7 products, in one part or in several. */
  @ParameterizedTest
  @ValueSource(ints = {1, 4, 9, 40})
  void compiledSumsHaveTheBitsOfPlainOnes(int targets) {
    Random random = new Random(targets);
    for (int t = 0; t < 10; t++) {
      List<Product> products = random(random, targets);
      int n = 8 * (1 + random.nextInt(5));
      int plane = n + random.nextInt(3);
      int stack = PLANES * plane;
      double[] w = random.doubles(3L * stack + (long) (targets + TOTALS) * plane, -2, 2).toArray();
      for (boolean add : new boolean[] {false, true}) {
        double[] plain = w.clone();
        double[] compiled = w.clone();
        new PlaneSums(products)
            .plain(plain, n, add, 0, plane, stack, plane, 2 * stack, plane, 3 * stack, plane);
        PlaneCompiler.compile(products)
            .run(compiled, n, add, 0, plane, stack, plane, 2 * stack, plane, 3 * stack, plane);
        // Intermediates are stored only where another part needs them.
        assertThat(Arrays.copyOfRange(compiled, stack, w.length))
            .as("%d sums, add %s", targets, add)
            .isEqualTo(Arrays.copyOfRange(plain, stack, w.length));
      }
    }
  }

  /** What is done often is compiled beside the work. */
  @Test
  void compilesWhatIsDoneOften() throws InterruptedException {
    assumeThat(VectorOps.fits()).isTrue();
    PlaneSums sums = new PlaneSums(random(new Random(3), 4));
    int n = 8;
    double[] w = new double[(4 * PLANES + TOTALS) * n];
    for (int i = 0; i < 600 && !sums.isCompiled(); i++) {
      for (int k = 0; k < 1000; k++) {
        sums.run(w, n, false, 0, n, PLANES * n, n, 2 * PLANES * n, n, 3 * PLANES * n, n);
      }
      Thread.sleep(100);
    }
    assertThat(sums.isCompiled()).isTrue();
  }
}
