package org.poise.bench.reference;

import java.util.stream.IntStream;

/**
 * The reference solutions of the library, each at any resolution, so that two resolutions can be
 * compared.
 */
public final class References {
  private static final double[] X = ReferenceTable.grid(-1, 1, 201);
  private static final double[] T = ReferenceTable.grid(0, 1, 101);

  private References() {}

  /**
   * Returns Burgers' equation with ν = 0.01/π and u(x, 0) = −sin πx on [−1, 1] × [0, 1].
   *
   * @param points nodes of the quadrature
   */
  public static ReferenceTable burgers(int points) {
    ColeHopf solution = new ColeHopf(0.01 / Math.PI, points);
    double[][] values = new double[T.length][X.length];
    for (int i = 0; i < T.length; i++) {
      for (int j = 0; j < X.length; j++) {
        // The solution is odd, with exact zeros at the ends and in the middle.
        int mirror = X.length - 1 - j;
        values[i][j] = j == mirror || j == 0 || mirror == 0 ? 0 : solution.value(X[j], T[i]);
      }
    }
    return new ReferenceTable(X, T, values);
  }

  /**
   * Returns u_t + u u_x + 0.0025 u_xxx = 0, u(x, 0) = cos πx, periodic on [−1, 1], t in [0, 1].
   *
   * @param grid points of the spatial grid, a power of two
   * @param steps time steps, a multiple of 100
   */
  public static ReferenceTable kortewegDeVries(int grid, int steps) {
    FourierSeries initial =
        FourierSeries.interpolate(x -> StrictMath.cos(Math.PI * x), -1, 2, grid);
    return table(PeriodicEquation.kortewegDeVries(0.0025, 2), initial, grid, steps);
  }

  /**
   * Returns u_t = 1e-4 u_xx + 5u − 5u³, u(x, 0) = x² cos πx, periodic on [−1, 1], t in [0, 1].
   *
   * <p>The periodic continuation of x² cos πx has a kink at x = ±1, so its interpolant would
   * converge only like 1/n². The exact Fourier coefficients are used instead; diffusion removes the
   * kink at once for t &gt; 0. The row t = 0 is the formula.
   *
   * @param grid points of the spatial grid, a power of two
   * @param steps time steps, a multiple of 100
   */
  public static ReferenceTable allenCahn(int grid, int steps) {
    ReferenceTable table =
        table(PeriodicEquation.allenCahn(1e-4, 2), squareCosine(grid / 2), grid, steps);
    for (int j = 0; j < X.length; j++) {
      table.values()[0][j] = X[j] * X[j] * StrictMath.cos(Math.PI * X[j]);
    }
    return table;
  }

  /**
   * The Fourier coefficients of x² cos πx on [−1, 1]: c_n = (I(n+1) + I(n−1))/4, I(m) = ∫ x²
   * cos(mπx) dx.
   */
  static FourierSeries squareCosine(int modes) {
    double[] real =
        IntStream.range(0, modes).mapToDouble(n -> (moment(n + 1) + moment(n - 1)) / 4).toArray();
    return new FourierSeries(0, 2, real, new double[modes]);
  }

  private static double moment(int m) {
    return m == 0 ? 2.0 / 3 : (m % 2 == 0 ? 4 : -4) / (Math.PI * Math.PI * m * m);
  }

  private static ReferenceTable table(
      PeriodicEquation equation, FourierSeries initial, int grid, int steps) {
    int rows = T.length - 1;
    if (steps % rows != 0) {
      throw new IllegalArgumentException(
          "steps must be a multiple of %d, not %d".formatted(rows, steps));
    }
    PeriodicSolver solver = new PeriodicSolver(equation, initial, grid, 1.0 / steps);
    double[][] values = new double[T.length][];
    for (int i = 0; i <= rows; i++) {
      FourierSeries solution = solver.solution();
      values[i] = IntStream.range(0, X.length).mapToDouble(j -> solution.value(X[j])).toArray();
      solver.advance(steps / rows);
    }
    return new ReferenceTable(X, T, values);
  }
}
