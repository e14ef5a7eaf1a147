package org.poise.residual;

/** The whole kernel of a residual map, for tests. */
final class Kernels {
  private Kernels() {}

  /** K [N × N] from the panels that hold its lower triangle. */
  static double[] whole(ResidualMap map, double[] theta) {
    int n = map.blocks().rows();
    double[] kernel = new double[n * n];
    map.kernel(
        theta,
        (first, rows, columns, values) -> {
          for (int j = 0; j < rows; j++) {
            for (int k = 0; k < columns; k++) {
              kernel[(first + j) * n + k] = values[j * columns + k];
              kernel[k * n + first + j] = values[j * columns + k];
            }
          }
        });
    return kernel;
  }

  /** The Jacobian [rows × parameters]. */
  static double[] jacobian(ResidualMap map, double[] theta) {
    double[] jacobian = new double[map.blocks().rows() * map.parameters()];
    map.jacobian(
        theta,
        (row, rows, columns, values) ->
            System.arraycopy(values, 0, jacobian, row * columns, rows * columns));
    return jacobian;
  }
}
