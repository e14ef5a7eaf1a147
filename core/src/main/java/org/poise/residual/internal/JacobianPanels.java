package org.poise.residual.internal;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.poise.residual.Block;
import org.poise.residual.PanelVisitor;
import org.poise.residual.internal.Realisation.BoundSet;
import org.poise.residual.internal.Realisation.Range;

/** Forms J in panels of rows, tile by tile in parallel. */
final class JacobianPanels {
  private static final long PANEL_DOUBLES = 1L << 24;

  /** Rows of one equation on one tile. */
  private record Piece(Range range, int equation, int row) {}

  private final TiledResidualMap map;
  private final List<Piece> pieces = new ArrayList<>();
  private final int panelRows;

  JacobianPanels(TiledResidualMap map) {
    this(map, PANEL_DOUBLES);
  }

  /** Panels of at most about {@code doubles} entries, but at least a tile. */
  JacobianPanels(TiledResidualMap map, long doubles) {
    this.map = map;
    for (Block block : map.blocks().blocks()) {
      for (Range range : map.realisation().tiles()) {
        BoundSet set = range.set();
        int equation = set.blocks().indexOf(block);
        if (equation >= 0) {
          pieces.add(new Piece(range, equation, block.start() + range.first()));
        }
      }
    }
    long tile = TiledResidualMap.largestTile(map.realisation().tiles());
    long rows = Math.max(tile, doubles / map.parameters());
    panelRows = (int) Math.min(Math.max(1, map.blocks().rows()), rows);
  }

  /** Most rows in a panel. */
  int panelRows() {
    return panelRows;
  }

  double[] newPanel() {
    return new double[Math.multiplyExact(panelRows, map.parameters())];
  }

  /** Calls the visitor with each panel, in one array of its own. */
  void visit(PanelVisitor visitor) {
    double[] panel = newPanel();
    visit(panel, visitor);
  }

  /** Calls the visitor with each panel, in the array given. */
  void visit(double[] panel, PanelVisitor visitor) {
    int p = map.parameters();
    int next = 0;
    while (next < pieces.size()) {
      int firstRow = pieces.get(next).row;
      int end = next;
      int rows = 0;
      while (end < pieces.size() && rows + pieces.get(end).range.n() <= panelRows) {
        rows += pieces.get(end++).range.n();
      }
      int from = next;
      map.engine()
          .workers()
          .run(
              end - next,
              (worker, i) -> {
                Piece piece = pieces.get(from + i);
                int offset = (piece.row - firstRow) * p;
                Arrays.fill(panel, offset, offset + piece.range.n() * p, 0);
                map.jacobianRows(worker, piece.range, piece.equation, panel, offset);
              });
      visitor.panel(firstRow, rows, p, panel);
      next = end;
    }
  }
}
