package org.poise.residual.internal;

import static org.poise.linalg.internal.Ops.OPS;

import java.util.Arrays;
import org.poise.linalg.internal.Ops;

/**
 * One worker's products of rows with rows: packs the rows of one piece as columns, then multiplies
 * them by the rows of any others. Each entry is a chain of fma over the columns of the gradients,
 * then over layers and pairs of channels, so its bits do not depend on how rows are cut into
 * pieces.
 */
final class KernelBlock {
  private final KernelPlan plan;
  private Factors columns;
  private double[] packed = new double[0];
  private double[] w = new double[0];

  KernelBlock(KernelPlan plan) {
    this.plan = plan;
    columns = new Factors(plan, 1);
  }

  /** Makes the rows of a piece the columns of the blocks that follow. */
  void columns(Factors factors) {
    columns = factors;
    int n = factors.rows();
    int size = OPS.packedSize(plan.width(), n);
    for (LinearPlan layer : plan.linears()) {
      int k = factors.channels(layer) * n;
      size += OPS.packedSize(layer.gramInputs(), k) + OPS.packedSize(layer.out(), k);
    }
    if (packed.length < size) {
      packed = new double[size];
    }
    int to = pack(plan.width(), n, factors.gradients(), 0);
    for (LinearPlan layer : plan.linears()) {
      int k = factors.channels(layer) * n;
      to = pack(layer.gramInputs(), k, factors.inputs(layer), to);
      to = pack(layer.out(), k, factors.adjoints(layer), to);
    }
  }

  private int pack(int depth, int n, double[] rows, int to) {
    if (n > 0) {
      OPS.packTransposed(depth, n, 1, rows, 0, depth, packed, to);
    }
    return to + OPS.packedSize(depth, n);
  }

  /** Writes the block of K for a piece of rows into k, from {@code kOff} on, {@code ldk} apart. */
  void write(Factors rows, double[] k, int kOff, int ldk) {
    int m = rows.rows();
    int n = columns.rows();
    int ld = Ops.leadingDimension(n);
    ensure(m * ld);
    if (plan.width() > 0) {
      OPS.gemm(m, n, plan.width(), rows.gradients(), 0, plan.width(), packed, 0, false, w, 0, ld);
    } else {
      Arrays.fill(w, 0, m * ld, 0);
    }
    int from = OPS.packedSize(plan.width(), n);
    for (LinearPlan layer : plan.linears()) {
      int wide = columns.channels(layer) * n;
      int adjoints = from + OPS.packedSize(layer.gramInputs(), wide);
      if (wide > 0 && rows.channels(layer) > 0) {
        addLayer(layer, rows, from, adjoints, ld);
      }
      from = adjoints + OPS.packedSize(layer.out(), wide);
    }
    for (int j = 0; j < m; j++) {
      System.arraycopy(w, j * ld, k, kOff + j * ldk, n);
    }
  }

  /** Adds Σ_{α,β} ⟨ã_jα, ã_kβ⟩ ⟨δ_jα, δ_kβ⟩. */
  private void addLayer(LinearPlan layer, Factors rows, int inputs, int adjoints, int ld) {
    int m = rows.rows();
    int n = columns.rows();
    int tall = rows.channels(layer) * m;
    int wide = columns.channels(layer) * n;
    int ldg = Ops.leadingDimension(wide);
    int ga = m * ld;
    int gd = ga + tall * ldg;
    ensure(gd + tall * ldg);
    gram(layer.gramInputs(), tall, wide, rows.inputs(layer), inputs, ga, ldg);
    gram(layer.out(), tall, wide, rows.adjoints(layer), adjoints, gd, ldg);
    for (int row = 0; row < tall; row++) {
      int to = row % m * ld;
      for (int column = 0; column < wide; column += n) {
        int at = row * ldg + column;
        OPS.product(n, true, 1, w, to, ga + at, gd + at);
      }
    }
  }

  private void gram(int depth, int m, int n, double[] rows, int from, int to, int ld) {
    OPS.gemm(m, n, depth, rows, 0, depth, packed, from, false, w, to, ld);
  }

  private void ensure(int size) {
    if (w.length < size) {
      w = Arrays.copyOf(w, size);
    }
  }
}
