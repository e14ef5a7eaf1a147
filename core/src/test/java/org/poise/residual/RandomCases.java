package org.poise.residual;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.LongStream;
import org.poise.network.Activation;
import org.poise.network.Architecture;
import org.poise.network.ChebyshevKan;
import org.poise.network.Embedding;
import org.poise.network.Factorization;
import org.poise.network.FourierFeatures;
import org.poise.network.Initializer;
import org.poise.network.Mlp;
import org.poise.network.ModifiedMlp;
import org.poise.network.Network;
import org.poise.network.Normalization;
import org.poise.network.PeriodicEmbedding;
import org.poise.network.PirateNet;
import org.poise.network.ResidualNetwork;
import org.poise.network.Slopes;
import org.poise.network.Tensor;
import org.poise.problem.PointSet;

/**
 * Random networks, activations, formulas and jet sets to order four, each a pure function of its
 * seed; with embeddings from seed 100 on, with other architectures than the MLP from seed 200 on,
 * with Chebyshev layers or trainable frequencies from seed 300 on, and with combinations of
 * derivatives from seed 400 on.
 */
final class RandomCases {
  /**
   * A drawn case.
   *
   * @param order the highest order of a derivative
   */
  record Drawn(Case problem, List<Network> networks, int order, String text) {

    /** Initial parameters, with scalars and slopes moved from where they all start. */
    double[] parameters(CompiledProblem compiled, long seed) {
      double[] theta = compiled.initialParameters(seed);
      SplittableRandom random = new SplittableRandom(seed);
      for (Tensor tensor : compiled.layout().tensors()) {
        if (tensor.name().endsWith(".alpha") || tensor.name().endsWith(".slope")) {
          for (int i = 0; i < tensor.size(); i++) {
            theta[tensor.offset() + i] += random.nextDouble(0.1, 0.7);
          }
        }
      }
      return theta;
    }
  }

  /** The first seed whose networks have embeddings. */
  private static final long FIRST_EMBEDDED = 100;

  /** The first seed whose networks are other than MLPs, with or without embeddings. */
  private static final long FIRST_OTHER = 200;

  /** The first seed whose networks have Chebyshev layers, trainable frequencies, or both. */
  private static final long FIRST_EXPANDED = 300;

  /** The first seed whose formulas have combinations of derivatives. */
  private static final long FIRST_COMBINED = 400;

  private final long seed;
  private final SplittableRandom random;
  private final StringBuilder text = new StringBuilder();

  private RandomCases(long seed) {
    this.seed = seed;
    random = new SplittableRandom(seed);
  }

  /** {@code count} seeds from {@code first} on of each kind of case. */
  static LongStream seeds(int first, int count) {
    return LongStream.of(0, FIRST_EMBEDDED, FIRST_OTHER, FIRST_EXPANDED, FIRST_COMBINED)
        .flatMap(kind -> LongStream.range(kind + first, kind + first + count));
  }

  static Drawn draw(long seed) {
    return new RandomCases(seed).draw();
  }

  private Drawn draw() {
    int dimension = 1 + random.nextInt(3);
    List<String> coordinates = List.of("x", "y", "t").subList(0, dimension);
    int order = 1 + random.nextInt(4);
    boolean two = random.nextBoolean();
    List<String> fields = two ? List.of("u", "v", "w") : List.of("u");
    List<Network> networks = new ArrayList<>();
    networks.add(network("first", two ? List.of("u", "v") : List.of("u"), dimension));
    if (two) {
      networks.add(network("second", List.of("w"), dimension));
    }
    Case built = new Case(coordinates, fields, -1, 1).coefficient("c", 0.7).coefficient("k", -1.3);
    built.points("inside", new PointSet.Interior(), points(dimension, 1 + random.nextInt(30), -1));
    built.points("sides", new PointSet.Periodic(0), points(dimension, 1 + random.nextInt(9), 0));
    int equations = 1 + random.nextInt(3);
    for (int e = 0; e < equations; e++) {
      String formula =
          seed < FIRST_COMBINED
              ? formula(coordinates, fields, order)
              : combination(coordinates, fields, order);
      equation(built, "e" + e, "inside", formula);
    }
    String jump = "jump(" + derivative(coordinates, fields, Math.min(order, 2)) + ")*c + jump(u^2)";
    equation(built, "side", "sides", jump);
    return new Drawn(built, networks, order, networks + " " + text);
  }

  private void equation(Case built, String name, String on, String formula) {
    text.append(name).append(": ").append(formula).append("; ");
    built.equation(name, on, formula);
  }

  private Network network(String name, List<String> fields, int dimension) {
    List<Integer> widths = new ArrayList<>();
    int layers = 1 + random.nextInt(3);
    for (int l = 0; l < layers; l++) {
      widths.add(1 + random.nextInt(19));
    }
    Activation activation = Activation.values()[random.nextInt(Activation.values().length)];
    if (seed >= FIRST_OTHER && activation == Activation.RELU3) {
      activation = Activation.ERF; // cubes of cubes of … overflow in deep networks
    }
    Initializer initializer = Initializer.values()[random.nextInt(Initializer.values().length)];
    double[] mean = random.doubles(dimension, -0.5, 0.5).toArray();
    double[] deviation = random.doubles(dimension, 0.5, 2).toArray();
    Normalization normalization = new Normalization(mean, deviation);
    if (seed >= FIRST_EXPANDED && (seed < FIRST_COMBINED || random.nextInt(3) == 0)) {
      return expanded(new Network(name, fields, mlp(widths), initializer, normalization));
    }
    if (seed >= FIRST_OTHER) {
      return other(name, fields, dimension, layers, activation, initializer, normalization);
    }
    return new Network(name, fields, new Mlp(widths, activation), initializer, normalization)
        .withEmbeddings(embeddings());
  }

  private static Mlp mlp(List<Integer> widths) {
    return new Mlp(widths, Activation.TANH);
  }

  /** A Chebyshev network, one behind trainable frequencies, or an MLP behind these. */
  private Network expanded(Network mlp) {
    List<Integer> widths = ((Mlp) mlp.architecture()).widths();
    int kind = (int) (seed % 3);
    Network network =
        kind == 0 ? mlp : mlp.withArchitecture(new ChebyshevKan(widths, 1 + random.nextInt(7)));
    List<Embedding> embeddings = new ArrayList<>();
    if (random.nextBoolean()) {
      embeddings.add(PeriodicEmbedding.of(Map.of(0, random.nextDouble(0.5, 5))));
    }
    if (kind != 1) {
      int features = 1 + random.nextInt(19);
      embeddings.add(new FourierFeatures(features, random.nextDouble(0.2, 2), true, seed));
    }
    network = network.withEmbeddings(embeddings);
    return random.nextInt(3) > 0
        ? network
        : network.withFactorization(new Factorization(random.nextDouble(-0.5, 1), 0.3));
  }

  /** The architectures in turn, with factored weights and slopes or without. */
  private Network other(
      String name,
      List<String> fields,
      int dimension,
      int layers,
      Activation activation,
      Initializer initializer,
      Normalization normalization) {
    Network network =
        new Network(name, fields, Mlp.of(layers, 1, activation), initializer, normalization)
            .withEmbeddings(embeddings());
    int inputs = network.inputs(dimension);
    int width = random.nextInt(3) == 0 ? inputs : 1 + random.nextInt(11);
    Architecture architecture =
        switch ((int) (seed % 4)) {
          case 0 -> Mlp.of(layers, width, activation);
          case 1 -> new ModifiedMlp(layers, width, activation);
          case 2 ->
              new ResidualNetwork(
                  width,
                  activation,
                  random.doubles(layers, 0.1, 2).boxed().toList(),
                  random.doubles(layers, 0, 0.5).boxed().toList());
          default -> new PirateNet(layers, width, activation);
        };
    network = network.withArchitecture(architecture);
    if (random.nextBoolean()) {
      network = network.withFactorization(new Factorization(random.nextDouble(-0.5, 1), 0.3));
    }
    if (random.nextInt(3) == 0) {
      Slopes.Sharing[] sharing = Slopes.Sharing.values();
      network = network.withSlopes(new Slopes(sharing[random.nextInt(2)], 1 + random.nextInt(5)));
    }
    return network;
  }

  /** A periodic first coordinate, Fourier features, or both; nothing in cases before the first. */
  private List<Embedding> embeddings() {
    List<Embedding> embeddings = new ArrayList<>();
    if (seed < FIRST_EMBEDDED) {
      return embeddings;
    }
    int kind = random.nextInt(seed < FIRST_OTHER ? 3 : 4);
    if (kind == 3) {
      return embeddings;
    }
    if (kind != 1) {
      embeddings.add(PeriodicEmbedding.of(Map.of(0, random.nextDouble(0.5, 5))));
    }
    if (kind != 0) {
      int features = 1 + random.nextInt(seed < FIRST_OTHER ? 19 : 5);
      embeddings.add(new FourierFeatures(features, random.nextDouble(0.2, 2), false, seed));
    }
    return embeddings;
  }

  /** Points in the box; with the first coordinate at its lower end for site 0 of pairs. */
  private double[] points(int dimension, int count, int pairCoordinate) {
    double[] x = random.doubles((long) dimension * count, -1, 1).toArray();
    for (int p = 0; pairCoordinate >= 0 && p < count; p++) {
      x[p * dimension + pairCoordinate] = -1;
    }
    return x;
  }

  private String formula(List<String> coordinates, List<String> fields, int order) {
    List<String> terms = new ArrayList<>();
    terms.add(derivative(coordinates, fields, order));
    int count = random.nextInt(4);
    for (int i = 0; i < count; i++) {
      String d = derivative(coordinates, fields, order);
      terms.add(
          switch (random.nextInt(5)) {
            case 0 -> "c*" + d;
            case 1 -> d + "*" + derivative(coordinates, fields, order);
            case 2 -> "sin(" + fields.getFirst() + ")*" + d;
            case 3 -> coordinates.getLast() + "^2*k*(" + d + ")^2";
            default -> "exp(x/2)*" + d;
          });
    }
    Collections.rotate(terms, random.nextInt(terms.size()));
    return String.join(" - ", terms);
  }

  /** Derivatives of several kinds with the same weights in all equations, and lower terms. */
  private String combination(List<String> coordinates, List<String> fields, int order) {
    List<String> all = new ArrayList<>();
    for (int i = 0; i < coordinates.size(); i++) {
      String pure = coordinates.get(i).repeat(i == 0 ? Math.max(1, order - 1) : order);
      all.add((i - 1.5) + "*%s_" + pure);
      if (i > 0 && order > 1) {
        all.add("0.5*%s_" + coordinates.getFirst() + coordinates.get(i).repeat(order - 1));
      }
    }
    String field = fields.get(random.nextInt(fields.size()));
    String sum = String.join(" + ", all).replace("%s", field);
    String first = fields.getFirst();
    return switch (random.nextInt(4)) {
      case 0 -> "c*(" + sum + ") - " + first + "^2";
      case 1 -> "(1 + " + first + "^2)*(" + sum + ") + exp(x/2)";
      case 2 -> first + "*" + first + "_x/3 - (" + sum + ")";
      default -> "(" + sum + ")^2*k + " + first;
    };
  }

  private String derivative(List<String> coordinates, List<String> fields, int order) {
    String field = fields.get(random.nextInt(fields.size()));
    int k = random.nextInt(order + 1);
    StringBuilder suffix = new StringBuilder();
    for (int i = 0; i < k; i++) {
      suffix.append(coordinates.get(random.nextInt(coordinates.size())));
    }
    return k == 0 ? field : field + "_" + suffix;
  }
}
