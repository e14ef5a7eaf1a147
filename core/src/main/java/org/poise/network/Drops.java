package org.poise.network;

/**
 * What the blocks that may be dropped count in networks, see {@link Droppable}. The array belongs
 * to this record and is not to be changed.
 *
 * @param factors 1 for a block that is there, 0 for one that is not
 */
public record Drops(double[] factors) {}
