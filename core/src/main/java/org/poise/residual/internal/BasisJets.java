package org.poise.residual.internal;

import static org.poise.linalg.internal.Ops.OPS;

import java.util.Arrays;
import org.poise.jet.JetTables;
import org.poise.linalg.internal.Ops;
import org.poise.network.Activation;
import org.poise.network.Basis;

/**
 * The functions of a basis on jets of one site: from z [component][point][unit] the functions
 * [component][point][function][unit] by Faà di Bruno's formula, function by function. Rows of both
 * are padded to their leading dimensions, so a function's planes are computed in scratch, a few
 * points at a time that stay in the first-level cache, and copied to or from their places.
 */
final class BasisJets {
  private static final int TANH = Activation.TANH.ordinal();
  private static final int SIN = Activation.SIN.ordinal();

  private final Basis basis;
  private final FaaDiBruno formula;
  private final int components;
  private final int width;
  private final int ld;
  private final int ldOut;
  private final int rows;
  private final int chunk;
  private final int values;
  private final int jet;

  /**
   * Plans the jets.
   *
   * @param width units of z
   * @param scratch region of as many doubles as {@link #scratch} says, free between calls
   */
  BasisJets(Basis basis, int width, JetTables tables, int scratch) {
    this.basis = basis;
    this.width = width;
    formula = new FaaDiBruno(tables);
    components = tables.layout().size();
    ld = Ops.leadingDimension(width);
    ldOut = Ops.leadingDimension(width * basis.functions());
    rows = rows(width);
    chunk = rows * ld;
    values = scratch;
    jet = scratch + (formula.order() + 2) * chunk;
  }

  /** Doubles of scratch: a value with its derivatives, one more than the jet has, and a jet. */
  static long scratch(int width, int order, int components) {
    return (long) (order + 2 + components) * rows(width) * Ops.leadingDimension(width);
  }

  /** Points whose rows are computed together. */
  private static int rows(int width) {
    return Math.max(1, ElementwiseStage.CHUNK / Ops.leadingDimension(width));
  }

  /** Planes of state, like one of z, that the functions keep for their derivatives. */
  static int statePlanes(Basis basis) {
    return switch (basis) {
      case Basis.Chebyshev _ -> 1;
      case Basis.CosSin _ -> 2;
    };
  }

  /**
   * Writes the functions' jets of {@code n} points, and their state [planes × n × ld].
   *
   * @param a where they go [components × n × ldOut]
   */
  void forward(double[] w, int n, int z, int a, int state) {
    int plane = n * ld;
    switch (basis) {
      case Basis.Chebyshev _ -> OPS.activate(TANH, plane, w, z, state, state, 0);
      case Basis.CosSin _ -> OPS.activate(SIN, plane, w, z, state, state + plane, 0);
    }
    for (int p = 0; p < n; p += rows) {
      int m = Math.min(rows, n - p);
      int from = z + p * ld;
      for (int f = 0; f < basis.functions(); f++) {
        int to = a + p * ldOut + f * width;
        if (isConstant(f)) {
          fill(w, m, 1, to);
          clear(w, m, n, 1, to);
          continue;
        }
        function(w, f, formula.order(), m * ld, state + p * ld, plane);
        formula.forward(w, m * ld, values + chunk, chunk, from, plane, jet, chunk);
        scatter(w, m, values, to);
        for (int c = 1; c < components; c++) {
          scatter(w, m, jet + c * chunk, to + c * n * ldOut);
        }
      }
    }
  }

  /**
   * Adjoints of z from those of the functions.
   *
   * @param add whether to add to the adjoints of z, or to set them
   */
  void adjoint(double[] w, int n, boolean add, int z, int state, int ofA, int ofZ) {
    int plane = n * ld;
    for (int p = 0; p < n; p += rows) {
      int m = Math.min(rows, n - p);
      boolean started = add;
      for (int f = 0; f < basis.functions(); f++) {
        if (isConstant(f)) {
          continue;
        }
        function(w, f, formula.order() + 1, m * ld, state + p * ld, plane);
        for (int c = 0; c < components; c++) {
          gather(w, m, ofA + (c * n + p) * ldOut + f * width, jet + c * chunk);
        }
        formula.adjoint(
            w, m * ld, started, values + chunk, chunk, z + p * ld, plane, jet, chunk, ofZ + p * ld);
        started = true;
      }
    }
  }

  /** Tangents of the functions from those of z. */
  void tangent(double[] w, int n, int z, int state, int ofZ, int ofA) {
    int plane = n * ld;
    for (int p = 0; p < n; p += rows) {
      int m = Math.min(rows, n - p);
      for (int f = 0; f < basis.functions(); f++) {
        int to = ofA + p * ldOut + f * width;
        if (isConstant(f)) {
          clear(w, m, n, 0, to);
          continue;
        }
        function(w, f, formula.order() + 1, m * ld, state + p * ld, plane);
        formula.tangent(
            w, m * ld, values + chunk, chunk, z + p * ld, plane, ofZ + p * ld, jet, chunk);
        for (int c = 0; c < components; c++) {
          scatter(w, m, jet + c * chunk, to + c * n * ldOut);
        }
      }
    }
  }

  /** Whether a function is 1 everywhere. */
  private boolean isConstant(int function) {
    return function == 0 && basis instanceof Basis.Chebyshev;
  }

  /** A function and its derivatives up to an order, into the scratch. */
  private void function(double[] w, int function, int order, int n, int state, int plane) {
    switch (basis) {
      case Basis.Chebyshev _ -> OPS.chebyshev(function, order, n, w, state, values, chunk);
      case Basis.CosSin _ -> {
        int cos = state + plane;
        if (function == 0) { // cos is the first derivative of sin, and so on
          OPS.derivatives(SIN, order + 1, n, w, state, state, cos, 0, values, chunk);
        } else {
          System.arraycopy(w, state, w, values, n);
          OPS.derivatives(SIN, order, n, w, state, state, cos, 0, values + chunk, chunk);
        }
      }
    }
  }

  private void scatter(double[] w, int m, int from, int to) {
    for (int p = 0; p < m; p++) {
      System.arraycopy(w, from + p * ld, w, to + p * ldOut, width);
    }
  }

  private void gather(double[] w, int m, int from, int to) {
    for (int p = 0; p < m; p++) {
      System.arraycopy(w, from + p * ldOut, w, to + p * ld, width);
    }
  }

  /** Sets the components of a function from {@code first} on to 0. */
  private void clear(double[] w, int m, int n, int first, int to) {
    for (int c = first; c < components; c++) {
      fill(w, m, 0, to + c * n * ldOut);
    }
  }

  private void fill(double[] w, int m, double value, int to) {
    for (int p = 0; p < m; p++) {
      int at = to + p * ldOut;
      Arrays.fill(w, at, at + width, value);
    }
  }
}
