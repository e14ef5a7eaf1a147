package org.poise.residual;

import java.util.List;

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

  /** The names of the groups, in the order of their first blocks. */
  public List<String> groups() {
    return blocks.stream().map(Block::group).distinct().toList();
  }
}
