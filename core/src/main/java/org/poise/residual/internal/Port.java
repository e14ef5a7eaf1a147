package org.poise.residual.internal;

/**
 * A layer's output as a stage sees it: regions of the arena, laid out
 * [site][component][point][unit].
 *
 * @param jets its values and derivatives
 * @param tangent their tangents, or −1 if it does not depend on θ
 * @param adjoint their adjoints, or −1 if it does not depend on θ
 * @param add whether a stage that reads this layer adds to its adjoints, since another one has
 *     written them before, or overwrites them
 */
record Port(int jets, int tangent, int adjoint, boolean add) {
  /** A layer that does not depend on θ. */
  static Port fixed(int jets) {
    return new Port(jets, -1, -1, false);
  }

  /** Whether it does not depend on θ, so that it has neither tangents nor adjoints. */
  boolean isFixed() {
    return adjoint < 0;
  }
}
