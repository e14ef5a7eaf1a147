package org.poise.residual.internal;

import static org.poise.linalg.internal.Ops.OPS;

import org.poise.residual.PanelVisitor;

/**
 * Forms K = J Jᵀ in panels of rows. Where J fits its share of memory it is formed once, else again
 * for each panel of rows; memory stays bounded either way.
 */
final class KernelPanels {
  private static final long PANEL_DOUBLES = 1L << 25;
  private static final int DEPTH = 256;
  private static final int ROWS = 64;

  private final TiledResidualMap map;
  private final JacobianPanels jacobian;

  KernelPanels(TiledResidualMap map) {
    this.map = map;
    this.jacobian = new JacobianPanels(map, PANEL_DOUBLES);
  }

  void visit(PanelVisitor visitor) {
    int n = map.blocks().rows();
    int p = map.parameters();
    double[] rowsOfJ = jacobian.newPanel();
    boolean once = jacobian.panelRows() >= n;
    double[] columnsOfJ = once ? rowsOfJ : jacobian.newPanel();
    double[] k = new double[Math.multiplyExact(jacobian.panelRows(), n)];
    double[] packed = new double[OPS.packedSize(DEPTH, jacobian.panelRows())];
    if (once) {
      jacobian.visit(
          rowsOfJ,
          (first, rows, columns, values) -> {
            product(rows, values, rows, values, p, packed, k, 0, n);
            visitor.panel(first, rows, n, k);
          });
      return;
    }
    jacobian.visit(
        rowsOfJ,
        (first, rows, columns, values) -> {
          jacobian.visit(
              columnsOfJ,
              (firstColumn, count, depth, others) ->
                  product(rows, values, count, others, p, packed, k, firstColumn, n));
          visitor.panel(first, rows, n, k);
        });
  }

  /** K[0 … m, column … column + n] = A Bᵀ with A [m × p], B [n × p]. */
  private void product(
      int m,
      double[] a,
      int n,
      double[] b,
      int p,
      double[] packed,
      double[] k,
      int column,
      int ldk) {
    int strips = (m + ROWS - 1) / ROWS;
    for (int from = 0; from < p; from += DEPTH) {
      int depth = Math.min(DEPTH, p - from);
      int start = from;
      OPS.packTransposed(depth, n, 1, b, from, p, packed, 0);
      map.engine()
          .workers()
          .run(
              strips,
              (worker, s) -> {
                int row = s * ROWS;
                int rows = Math.min(ROWS, m - row);
                OPS.gemm(
                    rows,
                    n,
                    depth,
                    a,
                    row * p + start,
                    p,
                    packed,
                    0,
                    start > 0,
                    k,
                    row * ldk + column,
                    ldk);
              });
    }
  }
}
