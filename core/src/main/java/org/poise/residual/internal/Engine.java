package org.poise.residual.internal;

import java.util.List;
import org.poise.network.ParameterLayout;
import org.poise.network.Tensor;

/**
 * What all point sets of a compiled problem share: networks over θ, workers, and the packed copies
 * of θ.
 */
public final class Engine implements AutoCloseable {
  /** Below this many doubles a second thread costs more than it saves. */
  private static final int PARALLEL_FROM = 1 << 15;

  private final ParameterLayout layout;
  private final List<NetworkPlan> networks;
  private final Workers workers;
  private final int packedSize;
  private final double[] scale;
  private final LinearPlan[] linears;
  private final Factorizations factorizations;

  // Room that the maps bound to this engine share, since one of them runs at a time.
  private final Tile[] tiles;
  private final double[] packed;
  private double[][] slots = new double[0][];

  /** Plans networks over a layout, with a team of threads. */
  public Engine(
      List<org.poise.network.Network> networks,
      int dimension,
      ParameterLayout layout,
      int threads) {
    this.layout = layout;
    this.networks = NetworkPlan.of(networks, dimension, layout);
    this.workers = new Workers(threads);
    this.packedSize = NetworkPlan.packedSize(this.networks);
    this.linears =
        this.networks.stream().flatMap(n -> n.linears().stream()).toArray(LinearPlan[]::new);
    this.factorizations = new Factorizations(List.of(linears), layout.size());
    this.packed = new double[packedSize];
    this.tiles = new Tile[workers.size()];
    for (int i = 0; i < tiles.length; i++) {
      tiles[i] = new Tile();
    }
    this.scale = new double[layout.tensors().size()];
    for (int i = 0; i < scale.length; i++) {
      Tensor tensor = layout.tensors().get(i);
      scale[i] = 1;
      for (LinearPlan linear : linears) {
        if (linear.weight() == tensor.offset()) {
          scale[i] = linear.scale();
        }
      }
    }
  }

  public List<NetworkPlan> networks() {
    return networks;
  }

  public ParameterLayout layout() {
    return layout;
  }

  public Workers workers() {
    return workers;
  }

  /** How the kernel of point sets with so many points each is formed. */
  public KernelPlan kernelPlan(List<SetPlan> sets, int[] points) {
    List<VectorPlan> vectors = networks.stream().flatMap(n -> n.vectors().stream()).toList();
    return KernelPlan.of(List.of(linears), vectors, layout.coefficients(), sets, points);
  }

  int parameters() {
    return layout.size();
  }

  /** Room for the packed copy of one direction. */
  double[] newPacked() {
    return new double[packedSize];
  }

  /** Makes room for a plan in every worker's arena. */
  void prepare(SetPlan plan) {
    for (Tile tile : tiles) {
      plan.prepare(tile);
    }
  }

  Tile tile(int worker) {
    return tiles[worker];
  }

  /** Gradients of at least {@code count} slots, each [p]. */
  double[][] slots(int count) {
    if (slots.length < count) {
      slots = new double[count][layout.size()];
    }
    return slots;
  }

  /**
   * Makes θ the parameters of the sweeps that follow, and packs it for forward and backward
   * products.
   *
   * @param kept what each block counts that may be dropped
   */
  void begin(double[] theta, double[] kept) {
    if (theta.length != layout.size()) {
      throw new IllegalArgumentException(
          "theta has "
              + theta.length
              + " entries; this problem has "
              + layout.size()
              + " parameters");
    }
    double[] effective = factorizations.values(theta);
    for (Tile tile : tiles) {
      tile.theta = effective;
      tile.kept = kept;
      tile.packed = packed;
      tile.parameters = layout.size();
    }
    inParallel(
        linears.length,
        layout.size(),
        i -> {
          linears[i].packForward(effective, 0, packed);
          linears[i].packBackward(effective, packed);
        });
  }

  /** Directions of the effective parameters, from directions [s × p] of θ. */
  double[] effectiveDirections(double[] directions) {
    return factorizations.directions(directions, layout.size());
  }

  /** Packs a direction of the effective parameters for tangent products. */
  void packDirection(double[] direction, int offset, double[] packed) {
    inParallel(
        linears.length, layout.size(), i -> linears[i].packForward(direction, offset, packed));
  }

  /**
   * Multiplies by the layers' scales what the sweeps add up without them: a vector like θ at an
   * offset.
   */
  void applyScales(double[] g, int offset) {
    for (int i = 0; i < scale.length; i++) {
      if (scale[i] != 1) {
        Tensor tensor = layout.tensors().get(i);
        for (int k = 0; k < tensor.size(); k++) {
          g[offset + tensor.offset() + k] *= scale[i];
        }
      }
    }
  }

  /** Sums the first {@code count} slots, in order, into g. */
  void reduce(int count, double[] g, int offset) {
    int p = layout.size();
    int pieces = (long) p * count < PARALLEL_FROM ? 1 : 4 * workers.size();
    workers.run(
        pieces,
        (worker, piece) -> {
          int from = (int) ((long) p * piece / pieces);
          int to = (int) ((long) p * (piece + 1) / pieces);
          System.arraycopy(slots[0], from, g, offset + from, to - from);
          for (int s = 1; s < count; s++) {
            double[] slot = slots[s];
            for (int i = from; i < to; i++) {
              g[offset + i] += slot[i];
            }
          }
        });
    applyScales(g, offset);
  }

  private void inParallel(int tasks, int size, java.util.function.IntConsumer body) {
    if (size < PARALLEL_FROM) {
      for (int i = 0; i < tasks; i++) {
        body.accept(i);
      }
    } else {
      workers.run(tasks, body);
    }
  }

  @Override
  public void close() {
    workers.close();
  }
}
