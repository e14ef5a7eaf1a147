package org.poise.residual.internal;

import java.util.ArrayList;
import java.util.List;
import java.util.function.ToIntFunction;
import org.poise.residual.Block;
import org.poise.residual.internal.Realisation.Range;

/**
 * Some successive rows of one equation, which go through the networks together.
 *
 * @param range their points
 * @param equation the equation's place in its set
 * @param row the first row
 */
record Piece(Range range, int equation, int row) {

  /** All rows of a map, in order, one piece for each tile and equation. */
  static List<Piece> ofTiles(TiledResidualMap map) {
    List<Piece> pieces = new ArrayList<>();
    for (Block block : map.blocks().blocks()) {
      for (Range range : map.realisation().tiles()) {
        int equation = range.set().blocks().indexOf(block);
        if (equation >= 0) {
          pieces.add(new Piece(range, equation, block.start() + range.first()));
        }
      }
    }
    return pieces;
  }

  /** All rows of a map, in order, in pieces of at most as many points as a set allows. */
  static List<Piece> ofAtMost(TiledResidualMap map, ToIntFunction<SetPlan> most) {
    List<Piece> pieces = new ArrayList<>();
    for (Block block : map.blocks().blocks()) {
      for (BoundSet set : map.realisation().sets()) {
        int equation = set.blocks().indexOf(block);
        if (equation >= 0) {
          int step = most.applyAsInt(set.plan());
          for (int first = set.first(); first < set.end(); first += step) {
            Range range = new Range(set, first, Math.min(step, set.end() - first));
            pieces.add(new Piece(range, equation, block.start() + first));
          }
        }
      }
    }
    return pieces;
  }
}
