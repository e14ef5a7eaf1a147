package org.poise.optimizer;

import java.util.Arrays;
import java.util.Map;
import org.poise.linalg.Dense;

/**
 * The approximation H of the inverse Hessian as a symmetric matrix, of which rows of the lower
 * triangle are kept, under the self-scaled updates of Broyden's family
 *
 * <pre>H⁺ = (H − Hy yᵀH / yᵀHy + φ yᵀHy v vᵀ) / τ + s sᵀ / sᵀy,   v = s / sᵀy − Hy / yᵀHy</pre>
 *
 * <p>An update is put off until H is needed, and then done row by row in the same pass over memory.
 */
final class InverseHessian implements Curvature {
  private final int parameters;
  private final double[][] rows;
  private final double[] s;
  private final double[] y;
  private final double[] hy;
  private final double[] product;
  private boolean empty = true;
  private boolean pending;

  /** The pending update: H ← H·scale + ss·s sᵀ + sw·(s wᵀ + w sᵀ) + ww·w wᵀ with w = Hy. */
  private double scale;

  private double ss;
  private double sw;
  private double ww;

  InverseHessian(int parameters) {
    this.parameters = parameters;
    rows = new double[parameters][];
    Arrays.setAll(rows, i -> new double[i + 1]);
    s = new double[parameters];
    y = new double[parameters];
    hy = new double[parameters];
    product = new double[parameters];
    clear();
  }

  @Override
  public boolean isEmpty() {
    return empty;
  }

  @Override
  public void clear() {
    for (int i = 0; i < parameters; i++) {
      Arrays.fill(rows[i], 0);
      rows[i][i] = 1;
    }
    pending = false;
    empty = true;
  }

  /** The curvature of nearby objectives is much the same, and the line search guards the rest. */
  @Override
  public void objectiveChanged() {}

  @Override
  public void add(
      double[] theta, double[] thetaNext, double[] gradient, double[] gradientNext, double step) {
    settle();
    for (int i = 0; i < parameters; i++) {
      s[i] = thetaNext[i] - theta[i];
      y[i] = gradientNext[i] - gradient[i];
    }
    double sy = Dense.dot(parameters, s, 0, y, 0);
    if (!Curvature.isPositive(sy, Dense.dot(parameters, y, 0, y, 0))) {
      return;
    }
    System.arraycopy(y, 0, hy, 0, parameters);
    apply(hy);
    double yhy = Dense.dot(parameters, y, 0, hy, 0);
    if (!(yhy > 0)) {
      clear();
      return;
    }
    // s = −αHg, so sᵀH⁻¹s = −α sᵀg.
    double sbs = -step * Dense.dot(parameters, s, 0, gradient, 0);
    SelfScaling scaling = SelfScaling.of(sbs / sy, yhy / sy, parameters, empty);
    double phi = scaling.phi();
    scale = 1 / scaling.tau();
    ss = phi * yhy / (sy * sy) * scale + 1 / sy;
    sw = -phi / sy * scale;
    ww = (phi - 1) / yhy * scale;
    pending = true;
    empty = false;
  }

  @Override
  public void apply(double[] q) {
    Arrays.fill(product, 0);
    for (int i = 0; i < parameters; i++) {
      double[] row = rows[i];
      if (pending) {
        update(i, row);
      }
      product[i] = Dense.dot(i + 1, row, 0, q, 0);
      Dense.axpy(i, q[i], row, 0, product, 0);
    }
    pending = false;
    System.arraycopy(product, 0, q, 0, parameters);
  }

  private void settle() {
    for (int i = 0; pending && i < parameters; i++) {
      update(i, rows[i]);
    }
    pending = false;
  }

  private void update(int i, double[] row) {
    double ofS = ss * s[i] + sw * hy[i];
    double ofW = sw * s[i] + ww * hy[i];
    for (int j = 0; j <= i; j++) {
      row[j] = Math.fma(ofS, s[j], Math.fma(ofW, hy[j], scale * row[j]));
    }
  }

  /** The lower triangle, row by row. */
  @Override
  public OptimizerState save() {
    settle();
    if (empty) {
      return OptimizerState.none();
    }
    double[] triangle = new double[parameters * (parameters + 1) / 2];
    int at = 0;
    for (double[] row : rows) {
      System.arraycopy(row, 0, triangle, at, row.length);
      at += row.length;
    }
    return new OptimizerState(Map.of("inverse", triangle));
  }

  @Override
  public void restore(OptimizerState state) {
    clear();
    if (state.isEmpty()) {
      return;
    }
    double[] triangle = new double[parameters * (parameters + 1) / 2];
    state.copyTo("inverse", triangle);
    int at = 0;
    for (double[] row : rows) {
      System.arraycopy(triangle, at, row, 0, row.length);
      at += row.length;
    }
    empty = false;
  }
}
