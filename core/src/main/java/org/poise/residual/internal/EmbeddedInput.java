package org.poise.residual.internal;

import org.jspecify.annotations.Nullable;
import org.poise.jet.JetLayout;
import org.poise.linalg.internal.Ops;
import org.poise.network.Embedding;
import org.poise.network.FourierFeatures;
import org.poise.network.Network;
import org.poise.network.PeriodicEmbedding;

/**
 * The jets that enter a network's layers, from the coordinates, by its fixed embeddings or, without
 * any, by its normalisation alone. They depend on the points alone, so they are made where points
 * are loaded, and no adjoint or tangent reaches them.
 */
final class EmbeddedInput implements Input {
  private final SweepShape shape;
  private final CoordinateJets coordinateJets;
  private final @Nullable FourierJets fourier;
  private final int x;
  private final int a;
  private final int ld;

  EmbeddedInput(SweepShape shape, Network network, JetLayout layout, Arena arena) {
    this.shape = shape;
    ld = Ops.leadingDimension(network.inputs(layout.dimension()));
    a = arena.take((long) shape.channels() * shape.points() * ld);
    PeriodicEmbedding periodic = null;
    FourierFeatures features = null;
    for (Embedding embedding : network.fixedEmbeddings()) {
      switch (embedding) {
        case PeriodicEmbedding p -> periodic = p;
        case FourierFeatures f -> features = f;
      }
    }
    coordinateJets = new CoordinateJets(network.normalization(), periodic, layout);
    if (features == null) {
      x = -1;
      fourier = null;
    } else {
      int width = coordinateJets.width();
      x = arena.take((long) layout.size() * shape.points() * width);
      boolean affine = periodic == null;
      fourier =
          new FourierJets(features, network.name(), width, affine, layout, shape.points(), arena);
    }
  }

  /** The region of the jets [channels × points × ld]. */
  int jets() {
    return a;
  }

  @Override
  public void load(Tile tile, int site, int coordinates, int stride) {
    int to = a + site * shape.components() * tile.n * ld;
    if (fourier == null) {
      coordinateJets.write(tile.w, tile.n, coordinates, stride, to, ld);
    } else {
      coordinateJets.write(tile.w, tile.n, coordinates, stride, x, coordinateJets.width());
      fourier.write(tile.w, tile.n, x, to);
    }
  }

  @Override
  public int activeChannels() {
    return shape.channels();
  }

  @Override
  public long productOperations() {
    return fourier == null ? 0 : shape.sites() * fourier.productOperations();
  }
}
