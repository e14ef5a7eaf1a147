package org.poise.optimizer;

import java.util.Arrays;
import java.util.Map;
import org.poise.linalg.Dense;

/**
 * The last pairs s = θ⁺ − θ, y = ∇L(θ⁺) − ∇L(θ) and the product of the inverse Hessian that they
 * imply with a vector (Nocedal and Wright, algorithm 7.4). A row of storage is allocated when it is
 * first needed.
 */
final class CurvaturePairs implements Curvature {
  private final int parameters;
  private final double[][] s;
  private final double[][] y;
  private final double[] rho;
  private final double[] alpha;
  private int size;
  private int next;

  CurvaturePairs(int capacity, int parameters) {
    this.parameters = parameters;
    s = new double[capacity][];
    y = new double[capacity][];
    rho = new double[capacity];
    alpha = new double[capacity];
  }

  @Override
  public boolean isEmpty() {
    return size == 0;
  }

  @Override
  public void clear() {
    size = 0;
    next = 0;
  }

  /**
   * Keeps a pair, in place of the oldest one if there is no room, unless its curvature is not
   * positive.
   */
  @Override
  public void add(
      double[] theta, double[] thetaNext, double[] gradient, double[] gradientNext, double step) {
    if (s[next] == null) {
      s[next] = new double[parameters];
      y[next] = new double[parameters];
    }
    double[] sn = s[next];
    double[] yn = y[next];
    for (int i = 0; i < parameters; i++) {
      sn[i] = thetaNext[i] - theta[i];
      yn[i] = gradientNext[i] - gradient[i];
    }
    double curvature = Dense.dot(parameters, sn, 0, yn, 0);
    if (Curvature.isPositive(curvature, Dense.dot(parameters, yn, 0, yn, 0))) {
      rho[next] = 1 / curvature;
      next = (next + 1) % s.length;
      size = Math.min(size + 1, s.length);
    }
  }

  /** The scale of the first guess of H is sᵀy/yᵀy of the newest pair. */
  @Override
  public void apply(double[] q) {
    if (size == 0) {
      return;
    }
    for (int back = 1; back <= size; back++) {
      int k = row(back);
      alpha[k] = rho[k] * Dense.dot(parameters, s[k], 0, q, 0);
      Dense.axpy(parameters, -alpha[k], y[k], 0, q, 0);
    }
    int newest = row(1);
    double yy = Dense.dot(parameters, y[newest], 0, y[newest], 0);
    double gamma = 1 / (rho[newest] * yy);
    for (int i = 0; i < parameters; i++) {
      q[i] *= gamma;
    }
    for (int back = size; back >= 1; back--) {
      int k = row(back);
      double beta = rho[k] * Dense.dot(parameters, y[k], 0, q, 0);
      Dense.axpy(parameters, alpha[k] - beta, s[k], 0, q, 0);
    }
  }

  /** Where the pair lies that is the {@code back}-th newest. */
  private int row(int back) {
    return Math.floorMod(next - back, s.length);
  }

  /** The pairs from the oldest to the newest. */
  @Override
  public OptimizerState save() {
    double[] allS = new double[size * parameters];
    double[] allY = new double[size * parameters];
    double[] allRho = new double[size];
    for (int k = 0; k < size; k++) {
      int from = row(size - k);
      System.arraycopy(s[from], 0, allS, k * parameters, parameters);
      System.arraycopy(y[from], 0, allY, k * parameters, parameters);
      allRho[k] = rho[from];
    }
    return new OptimizerState(Map.of("s", allS, "y", allY, "rho", allRho));
  }

  @Override
  public void restore(OptimizerState state) {
    double[] allRho = state.array("rho");
    double[] allS = state.array("s");
    double[] allY = state.array("y");
    int pairs = allRho.length;
    if (pairs > s.length || allS.length != pairs * parameters || allY.length != allS.length) {
      throw new IllegalArgumentException(
          "the saved curvature pairs belong to another problem or to a longer memory");
    }
    clear();
    for (int k = 0; k < pairs; k++) {
      s[k] = Arrays.copyOfRange(allS, k * parameters, (k + 1) * parameters);
      y[k] = Arrays.copyOfRange(allY, k * parameters, (k + 1) * parameters);
      rho[k] = allRho[k];
    }
    size = pairs;
    next = pairs % s.length;
  }

  /** Pairs are of one objective only. */
  @Override
  public void objectiveChanged() {
    clear();
  }
}
