package org.poise.residual;

/**
 * The rows of one loss term.
 *
 * @param name the equation's name
 * @param group the group that shares one weight; the name where there is no other
 * @param pointSet the point set that the equation holds on
 * @param start first row
 * @param count number of rows N_i
 */
public record Block(String name, String group, String pointSet, int start, int count) {
  /** One past the last row. */
  public int end() {
    return start + count;
  }
}
