package org.poise.training;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.poise.network.Activation;
import org.poise.network.ChebyshevKan;
import org.poise.network.Factorization;
import org.poise.network.FourierFeatures;
import org.poise.network.Initializer;
import org.poise.network.Mlp;
import org.poise.network.ModifiedMlp;
import org.poise.network.Network;
import org.poise.network.Normalization;
import org.poise.network.ParameterLayout;
import org.poise.network.PeriodicEmbedding;
import org.poise.network.PirateNet;
import org.poise.network.ResidualNetwork;
import org.poise.network.Slopes;
import org.poise.network.Tensor;

/** Models, checkpoints and histories on disk. */
final class FilesTest {
  @TempDir private Path directory;
  private Path file;

  @BeforeEach
  void nameFile() {
    file = directory.resolve("model.safetensors");
  }

  private static Network network(int width, double mean) {
    return new Network(
        "main",
        List.of("u"),
        Mlp.of(2, width, Activation.TANH),
        Initializer.GLOROT_NORMAL,
        new Normalization(new double[] {mean, 0.5}, new double[] {1, 0.25}));
  }

  private static ParameterLayout layout(Network network, String... coefficients) {
    return ParameterLayout.of(List.of(network), 2, List.of(coefficients));
  }

  private static double[] numbers(int n) {
    double[] theta = new double[n];
    Arrays.setAll(theta, i -> 1 / (i + 1.0));
    return theta;
  }

  private ModelFile written(Network network, ParameterLayout layout) throws IOException {
    ModelFile.write(
        file, List.of(network), layout, numbers(layout.size()), Map.of("title", "A \"test\""));
    return ModelFile.read(file);
  }

  @Test
  void modelsComeBackAsTheyWere() throws IOException {
    Network network = network(3, 0);
    ParameterLayout layout = layout(network, "nu");
    ModelFile model = written(network, layout);
    assertThat(model.parameters(List.of(network), layout, new double[layout.size()]))
        .containsExactly(numbers(layout.size()));
    assertThat(model.metadata()).containsEntry("title", "A \"test\"");
  }

  @Test
  void aModelOfAnotherFunctionIsRefused() throws IOException {
    Network network = network(3, 0);
    ParameterLayout layout = layout(network);
    ModelFile model = written(network, layout);
    for (Network other :
        List.of(
            new Network(
                "main",
                List.of("u"),
                Mlp.of(2, 3, Activation.SIN),
                Initializer.GLOROT_NORMAL,
                network.normalization()),
            new Network(
                "main",
                List.of("u"),
                Mlp.of(2, 3, Activation.TANH),
                Initializer.NTK,
                network.normalization()))) {
      assertThatThrownBy(() -> model.parameters(List.of(other), layout, new double[layout.size()]))
          .hasMessageContaining("network 'main' is tanh there, but ");
    }
  }

  @Test
  void everyArchitectureComesBackAndNoOtherTakesItsPlace() throws IOException {
    Activation gelu = Activation.GELU;
    Network mlp = network(3, 0).withArchitecture(Mlp.of(2, 3, gelu));
    ResidualNetwork blocks = ResidualNetwork.of(2, 3, gelu, List.of(0.5), List.of(0.1));
    List<Network> networks =
        List.of(
            mlp,
            mlp.withArchitecture(new ModifiedMlp(2, 3, gelu)),
            mlp.withArchitecture(blocks),
            mlp.withArchitecture(ResidualNetwork.of(2, 3, gelu, List.of(0.5), List.of(0.2))),
            mlp.withArchitecture(ResidualNetwork.of(2, 3, gelu, List.of(0.6), List.of(0.1))),
            mlp.withArchitecture(blocks).withFactorization(Factorization.standard()),
            mlp.withArchitecture(new PirateNet(2, 3, gelu)),
            mlp.withSlopes(new Slopes(Slopes.Sharing.LAYER, 2)),
            mlp.withSlopes(new Slopes(Slopes.Sharing.LAYER, 3)),
            mlp.withSlopes(new Slopes(Slopes.Sharing.UNIT, 2)));
    for (Network network : networks) {
      ParameterLayout layout = layout(network);
      ModelFile model = written(network, layout);
      for (Network other : networks) {
        ParameterLayout wanted = layout(other);
        double[] initial = new double[wanted.size()];
        if (other.equals(network)) {
          assertThat(model.parameters(List.of(network), layout, initial))
              .containsExactly(numbers(layout.size()));
        } else {
          assertThatThrownBy(() -> model.parameters(List.of(other), wanted, initial))
              .isInstanceOf(IllegalArgumentException.class)
              .hasMessageContaining("does not fit this problem's networks");
        }
      }
    }
    Safetensors content = Safetensors.read(file);
    assertThat(requireNonNull(content.tensors().get("main.0.slope")).shape()).containsExactly(3);
  }

  @Test
  void embeddingsLieInTheFileAndMustBeThoseOfTheModel() throws IOException {
    PeriodicEmbedding periodic = PeriodicEmbedding.of(Map.of(1, 2.0));
    Network network =
        network(3, 0).withEmbeddings(List.of(periodic, new FourierFeatures(5, 2, false, 7)));
    ParameterLayout layout = layout(network);
    ModelFile model = written(network, layout);
    Safetensors content = Safetensors.read(file);
    assertThat(requireNonNull(content.tensors().get("main.embedding.periods")).values())
        .containsExactly(0, 2);
    Safetensors.Array frequencies =
        requireNonNull(content.tensors().get("main.embedding.frequencies"));
    assertThat(frequencies.shape()).containsExactly(3, 5);
    assertThat(frequencies.values())
        .isEqualTo(new FourierFeatures(5, 2, false, 7).frequencies("main", 3));
    double[] initial = new double[layout.size()];
    assertThat(model.parameters(List.of(network), layout, initial))
        .containsExactly(numbers(layout.size()));

    refused(model, network.withSeed(8), "'main.embedding.frequencies' has other values there");
    PeriodicEmbedding longer = PeriodicEmbedding.of(Map.of(1, 3.0));
    refused(
        model,
        network.withEmbeddings(List.of(longer, new FourierFeatures(5, 2, false, 7))),
        "'main.embedding.periods' has other values there than here, [0.0, 2.0]");
    refused(
        model,
        network.withEmbeddings(List.of(new FourierFeatures(5, 2, false, 7))),
        "'main.embedding.frequencies' has shape [3, 5] there, but [2, 5] is needed");
  }

  @Test
  void aModelWithAnEmbeddingMoreOrLessIsRefused() throws IOException {
    PeriodicEmbedding periodic = PeriodicEmbedding.of(Map.of(1, 2.0));
    Network network = network(3, 0);
    Network embedded =
        network.withEmbeddings(List.of(periodic, new FourierFeatures(1, 2, false, 7)));
    refused(
        written(embedded, layout(embedded)),
        network,
        "a tensor 'main.embedding.periods' that the networks do not have");
    refused(
        written(network, layout(network)), embedded, "it has no tensor 'main.embedding.periods'");
  }

  @Test
  void trainedFrequenciesAreParametersOfTheModel() throws IOException {
    Network network = network(3, 0).withEmbeddings(List.of(new FourierFeatures(5, 2, true, 7)));
    ParameterLayout layout = layout(network);
    ModelFile model = written(network, layout);
    Tensor b = layout.tensor("main.embedding.frequencies");
    assertThat(b.rows() + " x " + b.columns()).isEqualTo("2 x 5");
    Safetensors.Array frequencies =
        requireNonNull(Safetensors.read(file).tensors().get("main.embedding.frequencies"));
    assertThat(frequencies.shape()).containsExactly(2, 5);
    double[] initial = new double[layout.size()];
    assertThat(model.parameters(List.of(network.withSeed(8)), layout, initial))
        .containsExactly(numbers(layout.size()));
    refused(
        model,
        network.withEmbeddings(List.of(new FourierFeatures(5, 2, false, 7))),
        "unless they were trained, which takes 'trainable: true' here");

    Network fixed = network.withEmbeddings(List.of(new FourierFeatures(5, 2, false, 7)));
    double[] theta = written(fixed, layout(fixed)).parameters(List.of(network), layout, initial);
    assertThat(Arrays.copyOfRange(theta, b.offset(), b.offset() + b.size()))
        .isEqualTo(new FourierFeatures(5, 2, false, 7).frequencies("main", 2));
  }

  @Test
  void aChebyshevNetworkHasWeightsAloneAndItsDegreeCounts() throws IOException {
    Network network = network(3, 0).withArchitecture(new ChebyshevKan(List.of(3, 4), 5));
    ParameterLayout layout = layout(network);
    assertThat(layout.tensors().stream().map(t -> t.name() + " " + t.rows() + " " + t.columns()))
        .containsExactly("main.0.weight 12 3", "main.1.weight 18 4", "main.2.weight 24 1");
    ModelFile model = written(network, layout);
    assertThat(model.parameters(List.of(network), layout, new double[layout.size()]))
        .containsExactly(numbers(layout.size()));
    refused(
        model,
        network.withArchitecture(new ChebyshevKan(List.of(3, 4), 4)),
        "is Chebyshev KAN of degree 5 there, but Chebyshev KAN of degree 4 here");
  }

  private static void refused(ModelFile model, Network network, String message) {
    ParameterLayout layout = layout(network);
    assertThatThrownBy(() -> model.parameters(List.of(network), layout, new double[layout.size()]))
        .hasMessageContaining(message);
  }

  @Test
  void aFileThatCannotBeFinishedLeavesNothing() throws IOException {
    assertThatThrownBy(() ->
            AtomicFile.write(
                file,
                channel -> {
                  AtomicFile.writeFully(channel, ByteBuffer.allocate(10));
                  throw new IOException("no space");
                }))
        .hasMessage("no space");
    assertThat(directory).isEmptyDirectory();
  }

  @Test
  void theFormatIsSafetensors() throws IOException {
    Network network = network(3, 0);
    written(network, layout(network));
    byte[] bytes = Files.readAllBytes(file);
    ByteBuffer buffer = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
    int length = (int) buffer.getLong();
    String header = new String(bytes, 8, length, StandardCharsets.UTF_8);
    assertThat(length % 8).isZero();
    assertThat(header)
        .contains("\"main.0.weight\":{\"dtype\":\"F64\",\"shape\":[2,3],\"data_offsets\":[0,48]}")
        .contains("\"main.0.bias\":{\"dtype\":\"F64\",\"shape\":[3],\"data_offsets\":[48,72]}");
    assertThat(buffer.getDouble(8 + length + 8)).isEqualTo(0.5);
  }

  @Test
  void theSameModelGivesTheSameBytes() throws IOException {
    Network network = network(3, 0);
    written(network, layout(network));
    byte[] first = Files.readAllBytes(file);
    written(network, layout(network));
    assertThat(Files.readAllBytes(file)).isEqualTo(first);
    try (var files = Files.list(directory)) {
      assertThat(files).containsExactly(file);
    }
  }

  @Test
  void aModelOfOtherNetworksIsRefusedByTensorAndShape() throws IOException {
    Network network = network(3, 0);
    ModelFile model = written(network, layout(network));
    Network wider = network(4, 0);
    assertThatThrownBy(
            () -> model.parameters(List.of(wider), layout(wider), numbers(layout(wider).size())))
        .hasMessageContaining("'main.0.weight' has shape [2, 3] there, but [2, 4] is needed");
    Network moved = network(3, 0.125);
    assertThatThrownBy(
            () -> model.parameters(List.of(moved), layout(moved), numbers(layout(moved).size())))
        .hasMessageContaining("normalises its inputs");
    Network other =
        new Network(
            "other",
            List.of("u"),
            Mlp.of(2, 3, Activation.TANH),
            Initializer.GLOROT_NORMAL,
            Normalization.none(2));
    assertThatThrownBy(
            () -> model.parameters(List.of(other), layout(other), numbers(layout(other).size())))
        .hasMessageContaining("no tensor 'other.0.weight'");
    assertThatThrownBy(() ->
            model.parameters(
                List.of(network), ParameterLayout.of(List.of(), 2, List.of()), new double[0]))
        .hasMessageContaining("'main.0.weight' that the networks do not have");
  }

  @Test
  void coefficientsThatAModelLacksKeepTheirInitialValues() throws IOException {
    Network network = network(3, 0);
    ModelFile model = written(network, layout(network));
    ParameterLayout layout = layout(network, "nu");
    double[] initial = new double[layout.size()];
    initial[initial.length - 1] = 42;
    double[] theta = model.parameters(List.of(network), layout, initial);
    assertThat(theta[theta.length - 1]).isEqualTo(42);
    assertThat(theta[0]).isEqualTo(1);
  }

  @Test
  void filesThatAreNoModelsSayWhy() throws IOException {
    Files.write(file, new byte[] {1, 2, 3});
    assertThatThrownBy(() -> ModelFile.read(file)).hasMessageContaining("ends too early");
    Files.writeString(file, "this is not a model at all");
    assertThatThrownBy(() -> ModelFile.read(file)).hasMessageContaining("sensible length");
    Network network = network(3, 0);
    written(network, layout(network));
    byte[] bytes = Files.readAllBytes(file);
    Files.write(file, Arrays.copyOf(bytes, bytes.length - 8));
    assertThatThrownBy(() -> ModelFile.read(file))
        .hasMessageContaining("it ends before tensor 'main.normalization.deviation' does");
    header("{\"a\":{\"dtype\":\"F32\",\"shape\":[1],\"data_offsets\":[0,4]}}");
    assertThatThrownBy(() -> ModelFile.read(file)).hasMessageContaining("type F32");
    header("{\"a\":{\"dtype\":\"F64\",\"shape\":[2000000000,9],\"data_offsets\":[0,8]}}");
    assertThatThrownBy(() -> ModelFile.read(file)).hasMessageContaining("impossible shape");
    header("{\"a\":{\"dtype\":\"F64\",\"shape\":[2],\"data_offsets\":[0,8]}}");
    assertThatThrownBy(() -> ModelFile.read(file)).hasMessageContaining("does not fit its shape");
    header("[1, 2]");
    assertThatThrownBy(() -> ModelFile.read(file)).hasMessageContaining("not a JSON object");
  }

  private void header(String header) throws IOException {
    byte[] text = header.getBytes(StandardCharsets.UTF_8);
    ByteBuffer buffer = ByteBuffer.allocate(16 + text.length).order(ByteOrder.LITTLE_ENDIAN);
    Files.write(file, buffer.putLong(text.length).put(text).array());
  }

  @Test
  void checkpointsThatAreNoneSayWhy() throws IOException {
    Network network = network(3, 0);
    written(network, layout(network));
    assertThatThrownBy(() -> Checkpoint.read(file)).hasMessageContaining("is not a checkpoint");
  }

  @Test
  void aTornLastLineOfTheHistoryIsLeftOut() throws IOException {
    Path csv = directory.resolve("metrics.csv");
    Files.writeString(csv, "step,loss,error\n0,1.5,\n10,0.5,2\n20,0.2");
    History history = History.read(csv);
    assertThat(history.column("step")).containsExactly(0, 10);
    assertThat(history.column("error")).containsExactly(Double.NaN, 2);
    assertThatThrownBy(() -> history.column("nothing")).hasMessageContaining("'nothing'");
    Files.writeString(csv, "step,error\n");
    assertThatThrownBy(() -> History.read(csv)).hasMessageContaining("step and loss");
    Files.writeString(csv, "step,loss\n0,x\n");
    assertThatThrownBy(() -> History.read(csv)).hasMessageContaining("line 2: 'x'");
  }
}
