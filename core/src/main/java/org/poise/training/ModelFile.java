package org.poise.training;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import org.poise.network.Embedding;
import org.poise.network.FourierFeatures;
import org.poise.network.Network;
import org.poise.network.Normalization;
import org.poise.network.ParameterLayout;
import org.poise.network.PeriodicEmbedding;
import org.poise.network.Tensor;

/**
 * A trained model as a safetensors file of doubles (F64): {@code NETWORK.LAYER.weight} [in × out]
 * and {@code NETWORK.LAYER.bias} [out] with layers named by their architecture, {@code
 * NETWORK.LAYER.logscale} [out] of factored weights, {@code NETWORK.LAYER.slope} [1] or [out] of
 * activations, {@code NETWORK.BLOCK.alpha} [1] of PirateNets, {@code coefficient.NAME} [1], and
 * {@code NETWORK.normalization.mean} and {@code NETWORK.normalization.deviation} [inputs], which
 * map each input to (x − mean)/deviation before the first layers. Embeddings add {@code
 * NETWORK.embedding.periods} [inputs], 0 where an input is not periodic, and {@code
 * NETWORK.embedding.frequencies} [in × features], trained or not. What the shapes do not say is in
 * the metadata as {@code NETWORK.function}, such as {@code tanh} or {@code tanh in the NTK
 * parametrization} (weights divided by √in). The same model gives the same bytes.
 */
public final class ModelFile {
  private static final String COEFFICIENT = "coefficient.";
  private static final String FREQUENCIES = ".embedding.frequencies";
  private final Path file;
  private final Safetensors content;

  private ModelFile(Path file, Safetensors content) {
    this.file = file;
    this.content = content;
  }

  /**
   * Writes a model in one piece: the file is the old one or the new one.
   *
   * @param theta θ [p]
   * @param metadata free text by name, such as the problem's title
   */
  public static void write(
      Path file,
      List<Network> networks,
      ParameterLayout layout,
      double[] theta,
      Map<String, String> metadata)
      throws IOException {
    Map<String, Safetensors.Array> tensors = new LinkedHashMap<>();
    for (Tensor tensor : layout.tensors()) {
      double[] values = Arrays.copyOfRange(theta, tensor.offset(), tensor.offset() + tensor.size());
      tensors.put(tensor.name(), new Safetensors.Array(shape(tensor), values));
    }
    for (Network network : networks) {
      Normalization normalization = network.normalization();
      tensors.put(mean(network), Safetensors.Array.vector(normalization.mean()));
      tensors.put(deviation(network), Safetensors.Array.vector(normalization.deviation()));
      tensors.putAll(embeddings(network));
    }
    Map<String, String> text = new LinkedHashMap<>(metadata);
    networks.forEach(network -> text.put(functionKey(network), network.function()));
    new Safetensors(tensors, text).write(file);
  }

  /**
   * Reads a model.
   *
   * @throws IOException if the file cannot be read or is no such file, with a message that says why
   */
  public static ModelFile read(Path file) throws IOException {
    Safetensors content = Safetensors.read(file);
    if (Checkpoint.is(content)) {
      throw new IOException(
          file
              + " is a checkpoint and not a model; give the model.safetensors of its run, or go on"
              + " with the run by --resume");
    }
    return new ModelFile(file, content);
  }

  /** The free text. */
  public Map<String, String> metadata() {
    return content.metadata();
  }

  /**
   * The parameters for networks that must be those of the file: the same tensors of the same
   * shapes, the same architecture, activation, parametrisation, normalisation and embeddings. A
   * trainable coefficient that the file does not have keeps its initial value.
   *
   * @param initial initial θ [p], not changed
   * @return θ [p]
   * @throws IllegalArgumentException if something does not match, naming it
   */
  public double[] parameters(List<Network> networks, ParameterLayout layout, double[] initial) {
    networks.stream()
        .filter(network -> metadata().containsKey(functionKey(network)))
        .forEach(this::checkFunction);
    double[] theta = initial.clone();
    for (Tensor tensor : layout.tensors()) {
      Safetensors.Array array = content.tensors().get(tensor.name());
      if (array == null) {
        if (!tensor.name().startsWith(COEFFICIENT)) {
          throw mismatch("it has no tensor '" + tensor.name() + "'");
        }
        continue;
      }
      if (!Arrays.equals(array.shape(), shape(tensor))) {
        throw wrongShape(tensor.name(), array, shape(tensor));
      }
      System.arraycopy(array.values(), 0, theta, tensor.offset(), tensor.size());
    }
    networks.forEach(this::checkFunction);
    networks.forEach(this::checkNormalization);
    Map<String, Safetensors.Array> embeddings = new LinkedHashMap<>();
    networks.forEach(network -> embeddings.putAll(embeddings(network)));
    checkEmbeddings(embeddings);
    checkNothingElse(networks, layout, embeddings.keySet());
    return theta;
  }

  private void checkFunction(Network network) {
    String there = metadata().get(functionKey(network));
    if (!network.function().equals(there)) {
      throw mismatch(
          "network '"
              + network.name()
              + "' is "
              + (there == null ? "of a kind that it does not name" : there)
              + " there, but "
              + network.function()
              + " here");
    }
  }

  private void checkNormalization(Network network) {
    Safetensors.Array mean = content.tensors().get(mean(network));
    Safetensors.Array deviation = content.tensors().get(deviation(network));
    if (mean == null || deviation == null) {
      throw mismatch("it lacks the normalisation of network '" + network.name() + "'");
    }
    if (!Arrays.equals(mean.values(), network.normalization().mean())
        || !Arrays.equals(deviation.values(), network.normalization().deviation())) {
      throw mismatch(
          "network '"
              + network.name()
              + "' normalises its inputs with mean "
              + Arrays.toString(mean.values())
              + " and deviation "
              + Arrays.toString(deviation.values())
              + " there, but with "
              + network.normalization()
              + " here");
    }
  }

  private void checkEmbeddings(Map<String, Safetensors.Array> embeddings) {
    embeddings.forEach((name, here) -> {
      Safetensors.Array there = content.tensors().get(name);
      if (there == null) {
        throw mismatch("it has no tensor '" + name + "'");
      }
      if (!Arrays.equals(there.shape(), here.shape())) {
        throw wrongShape(name, there, here.shape());
      }
      if (!Arrays.equals(there.values(), here.values())) {
        throw mismatch(
            "tensor '"
                + name
                + "' has other values there than here"
                + (name.endsWith(FREQUENCIES)
                    ? "; frequencies follow from the seed, the scale and the network's name, unless"
                        + " they were trained, which takes 'trainable: true' here"
                    : ", " + Arrays.toString(there.values())));
      }
    });
  }

  private void checkNothingElse(
      List<Network> networks, ParameterLayout layout, Set<String> embeddings) {
    for (String name : content.tensors().keySet()) {
      boolean known =
          name.startsWith(COEFFICIENT)
              || layout.tensors().stream().anyMatch(t -> t.name().equals(name))
              || networks.stream().anyMatch(n -> name.equals(mean(n)) || name.equals(deviation(n)))
              || embeddings.contains(name);
      if (!known) {
        throw mismatch("it has a tensor '" + name + "' that the networks do not have");
      }
    }
  }

  private static long[] shape(Tensor tensor) {
    return tensor.rows() == 1 && !tensor.name().endsWith(".weight")
        ? new long[] {tensor.columns()}
        : new long[] {tensor.rows(), tensor.columns()};
  }

  private static String functionKey(Network network) {
    return network.name() + ".function";
  }

  /** The tensors of a network's embeddings that are not among its parameters, by name. */
  private static Map<String, Safetensors.Array> embeddings(Network network) {
    Map<String, Safetensors.Array> tensors = new LinkedHashMap<>();
    int inputs = network.normalization().mean().length;
    for (Embedding embedding : network.fixedEmbeddings()) {
      switch (embedding) {
        case PeriodicEmbedding(SortedMap<Integer, Double> periods) -> {
          double[] all = new double[inputs];
          periods.forEach((coordinate, period) -> all[coordinate] = period);
          tensors.put(network.name() + ".embedding.periods", Safetensors.Array.vector(all));
        }
        case FourierFeatures fourier ->
            tensors.put(
                network.name() + FREQUENCIES,
                Safetensors.Array.matrix(
                    inputs, fourier.features(), fourier.frequencies(network.name(), inputs)));
      }
      inputs = embedding.outputs(inputs);
    }
    return tensors;
  }

  private static String mean(Network network) {
    return network.name() + ".normalization.mean";
  }

  private static String deviation(Network network) {
    return network.name() + ".normalization.deviation";
  }

  private IllegalArgumentException wrongShape(
      String tensor, Safetensors.Array there, long[] needed) {
    return mismatch(
        "tensor '"
            + tensor
            + "' has shape "
            + there.shapeText()
            + " there, but "
            + Arrays.toString(needed)
            + " is needed");
  }

  private IllegalArgumentException mismatch(String what) {
    return new IllegalArgumentException(
        "the model " + file + " does not fit this problem's networks: " + what);
  }
}
