package org.poise.optimizer;

import java.util.Arrays;
import java.util.Map;
import org.poise.linalg.Dense;
import org.poise.linalg.Team;

/**
 * The approximation H of the inverse Hessian as a symmetric matrix, of which rows of the lower
 * triangle are kept, under the self-scaled updates of Broyden's family
 *
 * <pre>H⁺ = (H − Hy yᵀH / yᵀHy + φ yᵀHy v vᵀ) / τ + s sᵀ / sᵀy,   v = s / sᵀy − Hy / yᵀHy</pre>
 *
 * <p>An update is put off until H is multiplied the next time, and then done row by row in the same
 * pass over memory. A step takes one such pass, which gives H∇L⁺: from it follow Hy, with H∇L of
 * the step before, and H⁺∇L⁺, the direction of the next one. The rows are cut into pieces of like
 * size, which depend on their number alone, as the bits do.
 */
final class InverseHessian implements Curvature {
  /** Rows from which a pass is worth the threads' attention. */
  private static final int LARGE = 1024;

  private static final int PIECES = 16;

  private final int parameters;
  private final Team team;
  private final double[][] rows;
  private final double[] s;
  private final double[] moved;
  private final double[] y;
  private final double[] hy;
  private final double[] image;

  /** What the rows of each piece give to the image. */
  private final double[][] parts;

  /** A vector, and H times it where {@link #known}. */
  private final double[] at;

  private final double[] product;
  private boolean known;
  private boolean empty = true;
  private boolean pending;

  /**
   * The pending update, with s and Hy: H ← H·scale + ss·s sᵀ + sw·(s wᵀ + w sᵀ) + ww·w wᵀ with w =
   * Hy.
   */
  private double scale;

  private double ss;
  private double sw;
  private double ww;

  InverseHessian(int parameters, Team team) {
    this.parameters = parameters;
    this.team = team;
    rows = new double[parameters][];
    Arrays.setAll(rows, i -> new double[i + 1]);
    s = new double[parameters];
    moved = new double[parameters];
    y = new double[parameters];
    hy = new double[parameters];
    image = new double[parameters];
    parts = new double[parameters < LARGE ? 1 : PIECES][];
    Arrays.setAll(parts, k -> new double[start(k + 1)]);
    at = new double[parameters];
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
    known = false;
    empty = true;
  }

  /** The curvature of nearby objectives is much the same, and the line search guards the rest. */
  @Override
  public void objectiveChanged() {}

  @Override
  public void add(
      double[] theta, double[] thetaNext, double[] gradient, double[] gradientNext, double step) {
    for (int i = 0; i < parameters; i++) {
      moved[i] = thetaNext[i] - theta[i];
      y[i] = gradientNext[i] - gradient[i];
    }
    double sy = Dense.dot(parameters, moved, 0, y, 0);
    if (!Curvature.isPositive(sy, Dense.dot(parameters, y, 0, y, 0))) {
      return;
    }
    double sign = sign(gradient);
    boolean follows = sign != 0;
    multiply(follows ? gradientNext : y);
    for (int i = 0; i < parameters; i++) {
      s[i] = moved[i];
      hy[i] = follows ? image[i] - sign * product[i] : image[i];
    }
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
    known = follows;
    if (follows) {
      multiplied(gradientNext);
    }
  }

  /** 1 or −1 if H times the vector is so many times what is known, 0 if it is not known. */
  private double sign(double[] q) {
    if (!known) {
      return 0;
    }
    double sign = q[0] == at[0] ? 1 : -1;
    for (int i = 0; i < parameters; i++) {
      if (q[i] != sign * at[i]) {
        return 0;
      }
    }
    return sign;
  }

  /** H⁺g from Hg, which the image is. */
  private void multiplied(double[] g) {
    double ofS = Dense.dot(parameters, s, 0, g, 0);
    double ofW = Dense.dot(parameters, hy, 0, g, 0);
    double a = ss * ofS + sw * ofW;
    double b = sw * ofS + ww * ofW;
    for (int i = 0; i < parameters; i++) {
      at[i] = g[i];
      product[i] = scale * image[i] + a * s[i] + b * hy[i];
    }
  }

  @Override
  public void apply(double[] q) {
    double sign = sign(q);
    if (sign == 0) {
      multiply(q);
      System.arraycopy(q, 0, at, 0, parameters);
      System.arraycopy(image, 0, product, 0, parameters);
      known = true;
      sign = 1;
    }
    for (int i = 0; i < parameters; i++) {
      q[i] = sign * product[i];
    }
  }

  /** The first row of a piece. */
  private int start(int piece) {
    return (int) Math.round(parameters * Math.sqrt((double) piece / parts.length));
  }

  /** The image is Hq. */
  private void multiply(double[] q) {
    team.run(parts.length, piece -> multiply(piece, q));
    pending = false;
    Arrays.fill(image, 0);
    for (double[] part : parts) {
      Dense.axpy(part.length, 1, part, 0, image, 0);
    }
  }

  private void multiply(int piece, double[] q) {
    double[] part = parts[piece];
    Arrays.fill(part, 0);
    for (int i = start(piece); i < part.length; i++) {
      double[] row = rows[i];
      if (pending) {
        update(i, row);
      }
      part[i] = Dense.dot(i + 1, row, 0, q, 0);
      Dense.axpy(i, q[i], row, 0, part, 0);
    }
  }

  private void settle() {
    if (pending) {
      team.run(
          parts.length,
          piece -> {
            for (int i = start(piece); i < start(piece + 1); i++) {
              update(i, rows[i]);
            }
          });
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

  /** The lower triangle, row by row, and the product that is known. */
  @Override
  public OptimizerState save() {
    settle();
    if (empty) {
      return OptimizerState.none();
    }
    double[] triangle = new double[parameters * (parameters + 1) / 2];
    int place = 0;
    for (double[] row : rows) {
      System.arraycopy(row, 0, triangle, place, row.length);
      place += row.length;
    }
    return new OptimizerState(
        known
            ? Map.of("inverse", triangle, "at", at.clone(), "product", product.clone())
            : Map.of("inverse", triangle));
  }

  @Override
  public void restore(OptimizerState state) {
    clear();
    if (state.isEmpty()) {
      return;
    }
    double[] triangle = state.array("inverse", parameters * (parameters + 1) / 2);
    int place = 0;
    for (double[] row : rows) {
      System.arraycopy(triangle, place, row, 0, row.length);
      place += row.length;
    }
    empty = false;
    known = state.arrays().containsKey("at");
    if (known) {
      state.copyTo("at", at);
      state.copyTo("product", product);
    }
  }
}
