package org.poise.network;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One network: from all coordinates of the domain to one or more fields.
 *
 * @param name unique in the experiment; its parameters are named after it
 * @param fields what its outputs are called, in order
 * @param architecture the layers
 * @param initializer how the parameters start
 * @param normalization what happens to the coordinates before the embeddings
 * @param embeddings what happens to them next, one after the other: a periodic embedding, Fourier
 *     features, both in this order, or nothing
 * @param factorization how the weights of its linear layers are factored; null for plain weights
 * @param slopes adaptive slopes of its activations; null for none
 */
public record Network(
    String name,
    List<String> fields,
    Architecture architecture,
    Initializer initializer,
    Normalization normalization,
    List<Embedding> embeddings,
    @Nullable Factorization factorization,
    @Nullable Slopes slopes) {
  public Network {
    embeddings = List.copyOf(embeddings);
    if (embeddings.size() > 2
        || (embeddings.size() == 2
            && !(embeddings.getFirst() instanceof PeriodicEmbedding
                && embeddings.getLast() instanceof FourierFeatures))) {
      throw new IllegalArgumentException(
          "network '"
              + name
              + "' may have a periodic embedding, then Fourier features, each once; got "
              + embeddings);
    }
    fields = List.copyOf(fields);
    if (fields.isEmpty()) {
      throw new IllegalArgumentException(
          "network '" + name + "' has no fields; give it at least one");
    }
  }

  /** A network without embeddings, with plain weights and activations. */
  public Network(
      String name,
      List<String> fields,
      Architecture architecture,
      Initializer initializer,
      Normalization normalization) {
    this(name, fields, architecture, initializer, normalization, List.of(), null, null);
  }

  /** The same with another architecture. */
  public Network withArchitecture(Architecture architecture) {
    return new Network(
        name, fields, architecture, initializer, normalization, embeddings, factorization, slopes);
  }

  /** The same with another initializer. */
  public Network withInitializer(Initializer initializer) {
    return new Network(
        name, fields, architecture, initializer, normalization, embeddings, factorization, slopes);
  }

  /** The same with other embeddings. */
  public Network withEmbeddings(List<Embedding> embeddings) {
    return new Network(
        name, fields, architecture, initializer, normalization, embeddings, factorization, slopes);
  }

  /** The same with factored weights, or with plain ones. */
  public Network withFactorization(@Nullable Factorization factorization) {
    return new Network(
        name, fields, architecture, initializer, normalization, embeddings, factorization, slopes);
  }

  /** The same with adaptive slopes, or with none. */
  public Network withSlopes(@Nullable Slopes slopes) {
    return new Network(
        name, fields, architecture, initializer, normalization, embeddings, factorization, slopes);
  }

  /** The same with embeddings drawn from a seed. */
  public Network withSeed(long seed) {
    return withEmbeddings(embeddings.stream().map(e -> withSeed(e, seed)).toList());
  }

  private static Embedding withSeed(Embedding embedding, long seed) {
    return switch (embedding) {
      case FourierFeatures fourier -> fourier.withSeed(seed);
      case PeriodicEmbedding periodic -> periodic;
    };
  }

  /** The embeddings that are not trained. */
  public List<Embedding> fixedEmbeddings() {
    return embeddings.stream().filter(e -> !isTrainable(e)).toList();
  }

  private static boolean isTrainable(Embedding embedding) {
    return embedding instanceof FourierFeatures fourier && fourier.trainable();
  }

  /** Numbers that the embeddings that are not trained make of so many coordinates. */
  public int inputs(int dimension) {
    int inputs = dimension;
    for (Embedding embedding : fixedEmbeddings()) {
      inputs = embedding.outputs(inputs);
    }
    return inputs;
  }

  /** What it computes, as far as names and shapes of its parameters leave it open. */
  public String function() {
    StringBuilder text = new StringBuilder(architecture.function());
    if (slopes != null) {
      text.append(", slopes with n = ").append(slopes.scale());
    }
    if (initializer == Initializer.NTK) {
      text.append(" in the NTK parametrization");
    }
    return text.toString();
  }

  /** The layers over so many coordinates, those of trainable embeddings included. */
  public LayerGraph graph(int dimension) {
    LayerGraph.Builder graph =
        new LayerGraph.Builder(inputs(dimension), factorization != null, slopes);
    for (Embedding embedding : embeddings) {
      if (embedding instanceof FourierFeatures fourier && fourier.trainable()) {
        graph.embed(fourier);
      }
    }
    architecture.build(graph, fields.size());
    return graph.build();
  }
}
