package org.poise.network;

import java.util.List;
import java.util.function.DoubleSupplier;
import java.util.random.RandomGenerator;
import org.poise.linalg.Streams;

/** Draws the first parameters of networks, each tensor from a random stream of its own. */
public final class Initialization {
  private Initialization() {}

  /**
   * Fills the networks' part of θ; the coefficients are left alone.
   *
   * @param theta [p]
   */
  public static void draw(
      List<Network> networks, int dimension, ParameterLayout layout, long seed, double[] theta) {
    int stream = 0;
    for (Network network : networks) {
      for (Layer layer : network.graph(dimension).layers()) {
        switch (layer) {
          case Layer.Linear linear -> {
            switch (linear.weights()) {
              case Layer.Weights.Drawn(int terms) ->
                  linear(network, linear, terms, layout, seed, stream++, theta);
              case Layer.Weights.Frequencies(FourierFeatures fourier) -> {
                double[] b = fourier.frequencies(network.name(), linear.in());
                int offset = tensor(layout, network, linear.weight()).offset();
                System.arraycopy(b, 0, theta, offset, b.length);
              }
            }
          }
          case Layer.Blend blend -> fill(theta, tensor(layout, network, blend.name()), () -> 0);
          case Layer.Slope slope -> {
            double start = 1 / slope.slopes().scale();
            fill(theta, tensor(layout, network, slope.name()), () -> start);
          }
          case Layer.Input _,
              Layer.Elementwise _,
              Layer.Expansion _,
              Layer.Gate _,
              Layer.Sum _ -> {}
        }
      }
    }
  }

  private static Tensor tensor(ParameterLayout layout, Network network, String name) {
    return layout.tensor(network.name() + "." + name);
  }

  private static void linear(
      Network network,
      Layer.Linear linear,
      int terms,
      ParameterLayout layout,
      long seed,
      int stream,
      double[] theta) {
    RandomGenerator random = Streams.of(seed, Streams.Purpose.INITIALIZATION, stream);
    Tensor weight = tensor(layout, network, linear.weight());
    fill(theta, weight, weightDraw(network.initializer(), weight, terms, random));
    if (linear.biased()) {
      boolean drawn = network.initializer().drawsBiases();
      Tensor bias = tensor(layout, network, linear.bias());
      fill(theta, bias, drawn ? () -> Streams.gaussian(random) : () -> 0);
    }
    Factorization factorization = network.factorization();
    if (factorization != null) {
      Tensor s = tensor(layout, network, linear.logScale());
      factor(factorization, weight, s, Streams.of(seed, Streams.Purpose.FACTORS, stream), theta);
    }
  }

  /** Draws s and divides W by e^s. */
  private static void factor(
      Factorization factorization,
      Tensor weight,
      Tensor s,
      RandomGenerator random,
      double[] theta) {
    fill(
        theta,
        s,
        () -> factorization.mean() + factorization.deviation() * Streams.gaussian(random));
    for (int o = 0; o < s.size(); o++) {
      double e = StrictMath.exp(theta[s.offset() + o]);
      for (int i = 0; i < weight.rows(); i++) {
        theta[weight.offset() + i * weight.columns() + o] /= e;
      }
    }
  }

  /**
   * Draws the weights of a layer.
   *
   * @param terms rows of W for each unit of the layer below
   */
  private static DoubleSupplier weightDraw(
      Initializer initializer, Tensor weight, int terms, RandomGenerator random) {
    double in = weight.rows();
    double both = in + (double) terms * weight.columns();
    return switch (initializer) {
      case GLOROT_NORMAL -> normal(random, Math.sqrt(2 / both));
      case GLOROT_UNIFORM -> uniform(random, Math.sqrt(6 / both));
      case LECUN_NORMAL, NTK_STANDARD -> normal(random, Math.sqrt(1 / in));
      case LECUN_UNIFORM -> uniform(random, Math.sqrt(3 / in));
      case NTK -> normal(random, 1);
    };
  }

  private static DoubleSupplier normal(RandomGenerator random, double deviation) {
    return () -> deviation * Streams.gaussian(random);
  }

  private static DoubleSupplier uniform(RandomGenerator random, double bound) {
    return () -> bound * (2 * random.nextDouble() - 1);
  }

  private static void fill(double[] theta, Tensor tensor, DoubleSupplier draw) {
    for (int i = 0; i < tensor.size(); i++) {
      theta[tensor.offset() + i] = draw.getAsDouble();
    }
  }
}
