package org.poise.residual.internal;

import java.util.Arrays;
import java.util.List;
import org.poise.residual.PanelVisitor;

/** Forms J in panels of rows, tile by tile in parallel. */
final class JacobianPanels {
  private static final long PANEL_DOUBLES = 1L << 24;

  private final TiledResidualMap map;
  private final List<Piece> pieces;
  private final int panelRows;

  /** Panels of at most about 128 MB, but at least a tile. */
  JacobianPanels(TiledResidualMap map) {
    this.map = map;
    pieces = Piece.ofTiles(map);
    long tile = TiledResidualMap.largestTile(map.realisation().tiles());
    long rows = Math.max(tile, PANEL_DOUBLES / map.parameters());
    panelRows = (int) Math.min(Math.max(1, map.blocks().rows()), rows);
  }

  /** Calls the visitor with each panel. */
  void visit(PanelVisitor visitor) {
    int p = map.parameters();
    double[] panel = new double[Math.multiplyExact(panelRows, p)];
    int next = 0;
    while (next < pieces.size()) {
      int firstRow = pieces.get(next).row();
      int end = next;
      int rows = 0;
      while (end < pieces.size() && rows + pieces.get(end).range().n() <= panelRows) {
        rows += pieces.get(end++).range().n();
      }
      int from = next;
      map.engine()
          .workers()
          .run(
              end - next,
              (worker, i) -> {
                Piece piece = pieces.get(from + i);
                int offset = (piece.row() - firstRow) * p;
                Arrays.fill(panel, offset, offset + piece.range().n() * p, 0);
                map.jacobianRows(worker, piece.range(), piece.equation(), panel, offset);
              });
      visitor.panel(firstRow, rows, p, panel);
      next = end;
    }
  }
}
