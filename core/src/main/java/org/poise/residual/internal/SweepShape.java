package org.poise.residual.internal;

/**
 * What the stages of one network on one point set share.
 *
 * @param sites points that a residual touches: 1, or 2 for a periodic pair
 * @param components jet components C
 * @param points most points in a tile
 */
record SweepShape(int sites, int components, int points) {
  int channels() {
    return sites * components;
  }
}
