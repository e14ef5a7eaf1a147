package org.poise.residual;

import java.util.ArrayList;
import java.util.List;
import org.poise.problem.Equation;
import org.poise.problem.Points;
import org.poise.problem.Problem;

/**
 * All rows of a residual map: block after block.
 *
 * @param blocks in the order of their rows, without gaps
 * @param rows number of rows N
 */
public record Blocks(List<Block> blocks, int rows) {
  public Blocks {
    blocks = List.copyOf(blocks);
  }

  /** The blocks of a problem on points, in the order of its equations. */
  public static Blocks of(Problem problem, Points points) {
    List<Block> blocks = new ArrayList<>();
    int row = 0;
    for (Equation equation : problem.equations()) {
      int count = points.of(equation.on()).length / problem.domain().dimension();
      blocks.add(new Block(equation.name(), equation.group(), equation.on(), row, count));
      row = Math.addExact(row, count);
    }
    return new Blocks(blocks, row);
  }

  /** The names of the groups, in the order of their first blocks. */
  public List<String> groups() {
    return blocks.stream().map(Block::group).distinct().toList();
  }
}
