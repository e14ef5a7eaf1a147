package org.poise.residual.internal;

/** Hands out regions of one double[] while a plan is made. */
final class Arena {
  private int size;

  /** The offset of a new region, a multiple of eight. */
  int take(long doubles) {
    int offset = size;
    size = Math.toIntExact(Math.addExact(size, (doubles + 7) & ~7L));
    return offset;
  }

  int size() {
    return size;
  }
}
