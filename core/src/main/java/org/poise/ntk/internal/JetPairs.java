package org.poise.ntk.internal;

import java.util.Arrays;
import org.hipparchus.analysis.differentiation.DSCompiler;
import org.hipparchus.analysis.differentiation.DSFactory;
import org.hipparchus.analysis.differentiation.DerivativeStructure;

/**
 * Jets of functions of two points (x, y), up to {@code first} derivatives by x and {@code second}
 * by y: those of their total order in all coordinates, of which the ones beyond are not used.
 */
final class JetPairs {
  private final int first;
  private final int second;
  private final DSFactory factory;
  private final int[] leftOf;
  private final int[] rightOf;

  JetPairs(int dimension, int first, int second) {
    this.first = first;
    this.second = second;
    factory = new DSFactory(2 * dimension, first + second);
    DSCompiler left = new DSFactory(dimension, first).getCompiler();
    DSCompiler right = new DSFactory(dimension, second).getCompiler();
    leftOf = new int[factory.getCompiler().getSize()];
    rightOf = new int[leftOf.length];
    for (int k = 0; k < leftOf.length; k++) {
      int[] orders = factory.getCompiler().getPartialDerivativeOrders(k);
      leftOf[k] = index(left, Arrays.copyOf(orders, dimension), first);
      rightOf[k] = index(right, Arrays.copyOfRange(orders, dimension, 2 * dimension), second);
    }
  }

  private static int index(DSCompiler compiler, int[] orders, int most) {
    return Arrays.stream(orders).sum() <= most ? compiler.getPartialDerivativeIndex(orders) : -1;
  }

  int first() {
    return first;
  }

  int second() {
    return second;
  }

  /** A function of x alone. */
  DerivativeStructure ofFirst(DerivativeStructure f) {
    return alone(f.getAllDerivatives(), leftOf, rightOf);
  }

  /** A function of y alone. */
  DerivativeStructure ofSecond(DerivativeStructure f) {
    return alone(f.getAllDerivatives(), rightOf, leftOf);
  }

  private DerivativeStructure alone(double[] from, int[] of, int[] other) {
    double[] jet = new double[of.length];
    for (int k = 0; k < jet.length; k++) {
      if (of[k] >= 0 && other[k] == 0) {
        jet[k] = from[of[k]];
      }
    }
    return factory.build(jet);
  }

  /** Σ_i f_i(x) g_i(y)/n + 1, from the jets of n functions each. */
  DerivativeStructure covariance(double[][] f, double[][] g) {
    double[] jet = new double[leftOf.length];
    for (int k = 0; k < jet.length; k++) {
      if (leftOf[k] >= 0 && rightOf[k] >= 0) {
        double sum = 0;
        for (int i = 0; i < f.length; i++) {
          sum = Math.fma(f[i][leftOf[k]], g[i][rightOf[k]], sum);
        }
        jet[k] = sum / f.length;
      }
    }
    jet[0] += 1;
    return factory.build(jet);
  }

  /** The index in a jet of a mixed derivative. */
  int index(int[] byFirst, int[] bySecond) {
    int[] orders = Arrays.copyOf(byFirst, byFirst.length + bySecond.length);
    System.arraycopy(bySecond, 0, orders, byFirst.length, bySecond.length);
    return factory.getCompiler().getPartialDerivativeIndex(orders);
  }
}
