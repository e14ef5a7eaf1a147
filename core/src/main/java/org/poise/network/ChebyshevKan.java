package org.poise.network;

import java.util.List;

/**
 * A Kolmogorov-Arnold network of Chebyshev polynomials, as in the physics-informed cPIKAN
 * (arXiv:2506.07958; doi:10.1016/j.jcp.2025.114116): every layer computes y_o = Σ_i Σ_d C[i, o, d]
 * T_d(tanh x_i) for d = 0 … D, the first one too, without biases. So a layer expands its inputs
 * into D + 1 functions each, then maps these linearly. Its coefficients are an array [(D + 1) · in
 * × out], whose row d · in + i holds those of T_d(tanh x_i).
 *
 * <p>A coefficient's variance is that of the {@link Initializer} for a layer of in × out weights,
 * divided by D + 1; with {@link Initializer#GLOROT_NORMAL} the published 2 / ((in + out)(D + 1)).
 * In the NTK parametrisation a layer is divided by √((D + 1) in).
 *
 * @param widths outputs of each layer but the last
 * @param degree D, at least 1
 */
public record ChebyshevKan(List<Integer> widths, int degree) implements Architecture {
  private static final int HIGHEST = 50;
  private static final int WIDEST = 10_000_000;

  public ChebyshevKan {
    widths = List.copyOf(widths);
    if (widths.isEmpty() || widths.stream().anyMatch(w -> w < 1 || w > WIDEST)) {
      throw new IllegalArgumentException(
          "widths must be those of at least one hidden layer, each between 1 and "
              + WIDEST
              + ", not "
              + widths);
    }
    if (degree < 1 || degree > HIGHEST) {
      throw new IllegalArgumentException(
          "degree must be between 1 and " + HIGHEST + ", not " + degree);
    }
  }

  /** Hidden layers of one width. */
  public static ChebyshevKan of(int layers, int width, int degree) {
    return new ChebyshevKan(Counts.widths(layers, width), degree);
  }

  @Override
  public ChebyshevKan withWidth(int width) {
    return of(widths.size(), width, degree);
  }

  @Override
  public String function() {
    return "Chebyshev KAN of degree " + degree;
  }

  @Override
  public void build(LayerGraph.Builder graph, int outputs) {
    int x = graph.input();
    for (int l = 0; l < widths.size(); l++) {
      x = layer(graph, String.valueOf(l), x, widths.get(l));
    }
    layer(graph, String.valueOf(widths.size()), x, outputs);
  }

  private int layer(LayerGraph.Builder graph, String name, int x, int width) {
    int terms = graph.expansion(x, new Basis.Chebyshev(degree));
    return graph.combination(name, terms, degree + 1, width);
  }
}
