package org.poise.residual.internal;

import static org.poise.linalg.internal.Ops.OPS;

import java.util.List;
import org.poise.jet.JetLayout;
import org.poise.jet.JetTables;
import org.poise.linalg.internal.Ops;
import org.poise.network.Activation;
import org.poise.network.FourierFeatures;

/**
 * Jets of [cos(xB), sin(xB)] from those of x: one product, then Faà di Bruno's formula with the
 * derivatives of sine and cosine, of which those of the cosine are the sine's, one order on.
 */
final class FourierJets {
  private static final int SIN = Activation.SIN.ordinal();

  private final int inputs;
  private final int features;
  private final double[] packed;
  private final List<JetTables.Term> terms;
  private final int components;
  private final int order;
  private final int z;
  private final int ld;
  private final int derivatives;

  /**
   * Plans the jets.
   *
   * @param inputs length of x
   * @param affine whether x is affine in the coordinates
   * @param points most points
   */
  FourierJets(
      FourierFeatures fourier,
      String network,
      int inputs,
      boolean affine,
      JetLayout layout,
      int points,
      Arena arena) {
    this.inputs = inputs;
    features = fourier.features();
    packed = new double[OPS.packedSize(inputs, features)];
    OPS.pack(inputs, features, 1, fourier.frequencies(network, inputs), 0, features, packed, 0);
    terms = (affine ? JetTables.ofAffine(layout) : JetTables.of(layout)).terms();
    components = layout.size();
    order = layout.order();
    ld = Ops.leadingDimension(features);
    z = arena.take((long) components * points * ld);
    derivatives = arena.take((long) (order + 1) * features);
  }

  /**
   * Writes the jets of {@code n} points.
   *
   * @param x jets that go in [components × n × inputs]
   * @param to where the jets go, [components × n × ldTo]
   */
  void write(double[] w, int n, int x, int to, int ldTo) {
    OPS.gemm(components * n, features, inputs, w, x, inputs, packed, 0, false, w, z, ld);
    for (int p = 0; p < n; p++) {
      int row = z + p * ld;
      int cos = to + p * ldTo;
      int sin = cos + features;
      OPS.activate(SIN, features, w, row, sin, cos, 0);
      if (terms.isEmpty()) {
        continue;
      }
      OPS.derivatives(SIN, order + 1, features, w, row, sin, cos, 0, derivatives, features);
      int component = 0;
      for (int t = 0; t < terms.size(); t++) {
        JetTables.Term term = terms.get(t);
        boolean add = term.component() == component;
        component = term.component();
        int ofSin = derivatives + (term.derivative() - 1) * features;
        int plane = component * n * ldTo;
        add(w, add, term, sin + plane, ofSin, row, n * ld);
        add(w, add, term, cos + plane, ofSin + features, row, n * ld);
      }
    }
  }

  private void add(
      double[] w, boolean add, JetTables.Term term, int out, int sigma, int row, int plane) {
    ElementwiseStage.product(
        w, features, add, term.count(), out, sigma, row, plane, term.factors());
  }

  /** Multiplications and additions of the product for a point. */
  long productOperations() {
    return 2L * inputs * features * components;
  }
}
