package org.poise.formula;

/** What a formula may say about the boundary on which it holds. */
public sealed interface Boundary {
  /**
   * A face of the domain, on which {@code normal(e)} is the derivative of e along the outward
   * normal.
   */
  record Face(int coordinate, boolean upper) implements Boundary {}

  /**
   * A pair of opposite faces, on which {@code jump(e)} is the value of e at the upper one minus
   * that at the lower one. Fields may stand only inside {@code jump}.
   */
  record Periodic(int coordinate, double lower, double upper) implements Boundary {}
}
