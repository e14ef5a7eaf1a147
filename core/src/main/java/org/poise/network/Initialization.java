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
          case Layer.Linear linear -> linear(network, linear, layout, seed, stream++, theta);
          case Layer.Blend blend -> fill(theta, tensor(layout, network, blend.name()), () -> 0);
          case Layer.Slope slope -> {
            double start = 1 / slope.slopes().scale();
            fill(theta, tensor(layout, network, slope.name()), () -> start);
          }
          case Layer.Input _, Layer.Elementwise _, Layer.Gate _, Layer.Sum _ -> {}
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
      ParameterLayout layout,
      long seed,
      int stream,
      double[] theta) {
    Tensor weight = tensor(layout, network, linear.name() + ".weight");
    Tensor bias = tensor(layout, network, linear.name() + ".bias");
    RandomGenerator random = Streams.of(seed, Streams.Purpose.INITIALIZATION, stream);
    fill(theta, weight, weightDraw(network.initializer(), weight.rows(), weight.columns(), random));
    boolean drawn = network.initializer().drawsBiases();
    fill(theta, bias, drawn ? () -> Streams.gaussian(random) : () -> 0);
    Factorization factorization = network.factorization();
    if (factorization != null) {
      Tensor s = tensor(layout, network, linear.name() + ".logscale");
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

  private static DoubleSupplier weightDraw(
      Initializer initializer, int in, int out, RandomGenerator random) {
    return switch (initializer) {
      case GLOROT_NORMAL -> normal(random, Math.sqrt(2.0 / (in + out)));
      case GLOROT_UNIFORM -> uniform(random, Math.sqrt(6.0 / (in + out)));
      case LECUN_NORMAL, NTK_STANDARD -> normal(random, Math.sqrt(1.0 / in));
      case LECUN_UNIFORM -> uniform(random, Math.sqrt(3.0 / in));
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
