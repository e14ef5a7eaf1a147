package org.poise.residual.internal;

import static org.poise.linalg.internal.Ops.OPS;

import org.poise.jet.JetLayout;
import org.poise.jet.JetTables;
import org.poise.linalg.internal.Ops;
import org.poise.network.Basis;
import org.poise.network.FourierFeatures;

/** Jets of [cos(xB), sin(xB)] with fixed frequencies B from those of x. */
final class FourierJets {
  private final int inputs;
  private final int features;
  private final double[] packed;
  private final int components;
  private final BasisJets basis;
  private final int z;
  private final int ld;
  private final int state;

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
    components = layout.size();
    ld = Ops.leadingDimension(features);
    z = arena.take((long) components * points * ld);
    Basis cosSin = new Basis.CosSin();
    state = arena.take((long) BasisJets.statePlanes(cosSin) * points * ld);
    int scratch = arena.take(BasisJets.scratch(features, layout.order(), components));
    JetTables tables = affine ? JetTables.ofAffine(layout) : JetTables.of(layout);
    basis = new BasisJets(cosSin, features, tables, scratch);
  }

  /**
   * Writes the jets of {@code n} points.
   *
   * @param x jets that go in [components × n × inputs]
   * @param to where the jets go, [components × n × leading dimension]
   */
  void write(double[] w, int n, int x, int to) {
    OPS.gemm(components * n, features, inputs, w, x, inputs, packed, 0, false, w, z, ld);
    basis.forward(w, n, z, to, state);
  }

  /** Multiplications and additions of the product for a point. */
  long productOperations() {
    return 2L * inputs * features * components;
  }
}
