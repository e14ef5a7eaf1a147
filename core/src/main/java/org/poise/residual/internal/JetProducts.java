package org.poise.residual.internal;

import static org.poise.linalg.internal.Ops.OPS;

import org.poise.jet.LeibnizTables;

/** Products of jets and their adjoints, on planes of points × units that follow each other. */
final class JetProducts {
  private final LeibnizTables.Term[] terms;

  JetProducts(LeibnizTables tables) {
    terms = tables.terms().toArray(LeibnizTables.Term[]::new);
  }

  /** Adds a b to c on the first {@code n} entries of planes that are {@code plane} apart. */
  void add(double[] w, int n, int plane, int a, int b, int c) {
    for (LeibnizTables.Term t : terms) {
      OPS.product(
          n,
          true,
          t.count(),
          w,
          c + t.component() * plane,
          a + t.left() * plane,
          b + t.right() * plane);
    }
  }

  /** Adds to the adjoints ā of a, from b and the adjoints c̄ of a b. */
  void addAdjoint(double[] w, int n, int plane, int b, int cBar, int aBar) {
    for (LeibnizTables.Term t : terms) {
      OPS.product(
          n,
          true,
          t.count(),
          w,
          aBar + t.left() * plane,
          cBar + t.component() * plane,
          b + t.right() * plane);
    }
  }
}
