package org.poise.linalg.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.poise.linalg.internal.PlaneSums.Factor;
import org.poise.linalg.internal.PlaneSums.Product;
import org.poise.linalg.internal.PlaneSums.Stack;

class PlaneSumsTest {
  private static final int PLANES = 6;

  private static List<Product> random(Random random, int targets) {
    List<Product> products = new ArrayList<>();
    for (int to = 0; to < targets; to++) {
      for (int i = 1 + random.nextInt(7); i > 0; i--) {
        List<Factor> factors = new ArrayList<>();
        factors.add(new Factor(Stack.SIGMA, random.nextInt(PLANES)));
        factors.add(new Factor(Stack.FROM, random.nextInt(PLANES)));
        for (int k = random.nextInt(5); k > 0; k--) {
          factors.add(new Factor(Stack.Z, random.nextInt(PLANES)));
        }
        products.add(new Product(to, random.nextInt(1, 4) * 0.7, factors));
      }
    }
    return products;
  }

  /**
   * One product of two numbers and another of three, added to what was there: 10 + 2·3 + ½·2·3·4.
   */
  @Test
  void knownSum() {
    Factor sigma = new Factor(Stack.SIGMA, 0);
    Factor from = new Factor(Stack.FROM, 0);
    Factor z = new Factor(Stack.Z, 0);
    List<Product> products =
        List.of(
            new Product(0, 1, List.of(sigma, from)), new Product(0, 0.5, List.of(sigma, from, z)));
    double[] w = new double[32];
    java.util.Arrays.fill(w, 0, 8, 2);
    java.util.Arrays.fill(w, 8, 16, 3);
    java.util.Arrays.fill(w, 16, 24, 4);
    java.util.Arrays.fill(w, 24, 32, 10);
    double[] compiled = w.clone();
    new PlaneSums(products).plain(w, 8, true, 0, 8, 16, 8, 8, 8, 24, 8);
    PlaneCompiler.compile(products).run(compiled, 8, true, 0, 8, 16, 8, 8, 8, 24, 8);
    assertThat(w[31]).isEqualTo(10 + 6 + 12);
    assertThat(compiled).isEqualTo(w);
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
      double[] w = random.doubles(3L * stack + (long) targets * plane, -2, 2).toArray();
      for (boolean add : new boolean[] {false, true}) {
        double[] plain = w.clone();
        double[] compiled = w.clone();
        new PlaneSums(products)
            .plain(plain, n, add, 0, plane, stack, plane, 2 * stack, plane, 3 * stack, plane);
        PlaneCompiler.compile(products)
            .run(compiled, n, add, 0, plane, stack, plane, 2 * stack, plane, 3 * stack, plane);
        assertThat(compiled).as("%d sums, add %s", targets, add).isEqualTo(plain);
      }
    }
  }

  /** What is done often is compiled beside the work. */
  @Test
  void compilesWhatIsDoneOften() throws InterruptedException {
    assumeThat(VectorOps.fits()).isTrue();
    PlaneSums sums = new PlaneSums(random(new Random(3), 4));
    int n = 8;
    double[] w = new double[4 * PLANES * n];
    for (int i = 0; i < 600 && !sums.isCompiled(); i++) {
      for (int k = 0; k < 1000; k++) {
        sums.run(w, n, false, 0, n, PLANES * n, n, 2 * PLANES * n, n, 3 * PLANES * n, n);
      }
      Thread.sleep(100);
    }
    assertThat(sums.isCompiled()).isTrue();
  }
}
