package org.poise.residual.internal;

import java.util.List;
import org.poise.residual.PanelVisitor;

/**
 * Forms the lower triangle of K = J Jᵀ in panels of rows. The factors of all rows are kept
 * meanwhile; see {@link KernelPlan} for what they take.
 */
final class KernelPanels {
  /** Rows of a piece, over its channels: two Gram blocks of that size stay in the cache. */
  private static final int CHANNEL_ROWS = 128;

  private final TiledResidualMap map;
  private final KernelPlan plan;
  private final List<Piece> pieces;
  private final Factors[] factors;
  private final KernelBlock[] blocks;

  KernelPanels(TiledResidualMap map, KernelPlan plan) {
    this.map = map;
    this.plan = plan;
    pieces = Piece.ofAtMost(map, KernelPanels::most);
    factors = new Factors[pieces.size()];
    blocks = new KernelBlock[map.engine().workers().size()];
    for (int i = 0; i < blocks.length; i++) {
      blocks[i] = new KernelBlock(plan);
    }
  }

  private static int most(SetPlan set) {
    return Math.min(set.points(), Math.max(8, CHANNEL_ROWS / Math.max(1, set.channels()) & ~7));
  }

  void visit(PanelVisitor visitor) {
    Workers workers = map.engine().workers();
    workers.run(
        pieces.size(), (worker, i) -> factors[i] = map.factors(worker, pieces.get(i), plan));
    int n = map.blocks().rows();
    int panelRows = KernelPlan.panelRows(n);
    double[] panel = new double[Math.multiplyExact(Math.min(n, panelRows), n)];
    int next = 0;
    while (next < pieces.size()) {
      int from = next;
      int firstRow = pieces.get(from).row();
      int rows = 0;
      while (next < pieces.size() && rows + factors[next].rows() <= panelRows) {
        rows += factors[next++].rows();
      }
      int end = next;
      int columns = firstRow + rows;
      workers.run(
          end, (worker, j) -> column(blocks[worker], j, from, end, panel, firstRow, columns));
      mirror(panel, firstRow, rows);
      visitor.panel(firstRow, rows, columns, panel);
    }
  }

  /** Fills the columns of piece {@code j} in a panel, from the diagonal on. */
  private void column(
      KernelBlock block, int j, int from, int end, double[] panel, int firstRow, int columns) {
    block.columns(factors[j]);
    for (int i = Math.max(from, j); i < end; i++) {
      int row = pieces.get(i).row() - firstRow;
      block.write(factors[i], panel, row * columns + pieces.get(j).row(), columns);
    }
  }

  /** Makes the square on the diagonal symmetric to the bit. */
  private static void mirror(double[] panel, int firstRow, int rows) {
    int columns = firstRow + rows;
    for (int j = 0; j < rows; j++) {
      for (int k = j + 1; k < rows; k++) {
        panel[j * columns + firstRow + k] = panel[k * columns + firstRow + j];
      }
    }
  }
}
