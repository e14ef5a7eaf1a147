package org.poise.residual.internal;

import static org.poise.linalg.internal.Ops.OPS;

/**
 * What the gradients ∂r_j/∂θ of some rows of one equation are made of, as {@link KernelPlan} wants
 * it.
 */
final class Factors {
  private static final double[] NOTHING = new double[0];

  private final KernelPlan plan;
  private final int n;
  private final double[][] inputs;
  private final double[][] adjoints;
  private final double[] gradients;

  /** Makes room for {@code n} rows; all is zero until taken. */
  Factors(KernelPlan plan, int n) {
    this.plan = plan;
    this.n = n;
    inputs = new double[plan.linears().size()][];
    adjoints = new double[plan.linears().size()][];
    for (int l = 0; l < inputs.length; l++) {
      inputs[l] = NOTHING;
      adjoints[l] = NOTHING;
    }
    gradients = new double[Math.multiplyExact(n, plan.width())];
  }

  int rows() {
    return n;
  }

  /** Channels of a layer in Gram form; 0 where the rows do not depend on it. */
  int channels(LinearPlan layer) {
    return adjoints[layer.index()].length / (n * layer.out());
  }

  /** Inputs ã of a layer in Gram form [channels × rows × gramInputs]. */
  double[] inputs(LinearPlan layer) {
    return inputs[layer.index()];
  }

  /** Adjoints δ of a layer in Gram form [channels × rows × out]. */
  double[] adjoints(LinearPlan layer) {
    return adjoints[layer.index()];
  }

  /** Gradients for the other layers, small arrays and the coefficients [rows × width]. */
  double[] gradients() {
    return gradients;
  }

  /**
   * Takes a layer's inputs and adjoints; the channels start at the tile's offsets.
   *
   * @param perSite channels of each site, the first of which are values
   */
  void take(LinearPlan layer, Tile tile, int channels, int perSite, int lda, int ldd) {
    int in = layer.gramInputs();
    int out = layer.out();
    double[] a = new double[channels * n * in];
    double[] d = new double[channels * n * out];
    for (int c = 0; c < channels; c++) {
      for (int p = 0; p < n; p++) {
        int to = (c * n + p) * in;
        int from = tile.aOff[c] + p * lda;
        for (int i = 0; i < layer.in(); i++) {
          a[to + i] = layer.scale() * tile.w[from + i];
        }
        if (in > layer.in()) {
          a[to + layer.in()] = c % perSite == 0 ? 1 : 0;
        }
        System.arraycopy(tile.w, tile.dOff[c] + p * ldd, d, (c * n + p) * out, out);
      }
    }
    if (plan.gram()[layer.index()]) {
      inputs[layer.index()] = a;
      adjoints[layer.index()] = d;
      return;
    }
    for (int p = 0; p < n; p++) {
      int row = p * plan.width() + plan.columns()[layer.index()];
      OPS.gemmTN(in, out, channels, a, p * in, n * in, d, p * out, n * out, gradients, row, out);
    }
  }

  /** Takes each row's own gradient with respect to a small array of parameters. */
  void take(VectorPlan vector, Tile tile, int region, int ld) {
    int column = plan.vectorColumns()[vector.index()];
    for (int p = 0; p < n; p++) {
      System.arraycopy(
          tile.w, region + p * ld, gradients, p * plan.width() + column, vector.width());
    }
  }

  void takeCoefficients(SetPlan set, Tile tile, int equation) {
    int first = plan.width() - plan.coefficients();
    set.adjoints().writeCoefficientRows(tile, equation, gradients, first, plan.width());
  }
}
