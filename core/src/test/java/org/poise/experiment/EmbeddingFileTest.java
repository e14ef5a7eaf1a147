package org.poise.experiment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.poise.experiment.ProblemTexts.read;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.poise.network.Activation;
import org.poise.network.FourierFeatures;
import org.poise.network.Mlp;
import org.poise.network.Network;
import org.poise.network.PeriodicEmbedding;

class EmbeddingFileTest {
  private static final String EMBEDDED =
      """
      title: Least
      domain: {x: [0, 1], t: [1, 3]}
      points: {inside: {count: 10}}
      equations: {pde: {on: inside, residual: u_xx - 1}}
      networks: {main: {fields: [u], embedding:\
      """;

  @Test
  void embeddingsComeBackAsTheyWere() {
    PeriodicEmbedding periodic = PeriodicEmbedding.of(Map.of(0, 1.5, 1, 2.0));
    Experiment e =
        read(
            EMBEDDED + "{periodic: {x: 3/2, t: }, fourier: {features: 9, scale: 2}}}}\nseed: 42\n");
    assertThat(e.networks().getFirst().embeddings())
        .containsExactly(periodic, new FourierFeatures(9, 2, false, 42));
    assertThat(read(ProblemFile.write(e))).isEqualTo(e);
    assertThat(e.withSeed(7).networks().getFirst().embeddings().getLast())
        .isEqualTo(new FourierFeatures(9, 2, false, 7));
    assertThat(read(EMBEDDED + "{fourier: {}}}}").networks().getFirst().embeddings())
        .containsExactly(new FourierFeatures(128, 1, false, 0));
    assertThat(read(EMBEDDED + "{periodic: t}}}").networks().getFirst().embeddings())
        .containsExactly(PeriodicEmbedding.of(Map.of(1, 2.0)));
    assertThat(read(EMBEDDED + "{}}}").networks().getFirst().embeddings()).isEmpty();
    assertThat(read(EMBEDDED + "{}}}", "networks.main.embedding.periodic=[x, t]"))
        .isEqualTo(read(EMBEDDED + "{periodic: {x: 1, t: 2}}}}"));
    assertThat(
            read(EMBEDDED + "{periodic: x}}}", "networks.main.embedding.fourier.scale=5")
                .networks()
                .getFirst()
                .embeddings())
        .containsExactly(
            PeriodicEmbedding.of(Map.of(0, 1.0)), new FourierFeatures(128, 5, false, 0));
  }

  @Test
  void embeddingsInJavaAreThoseOfTheFile() {
    Experiment e = read(EMBEDDED + "{periodic: x, fourier: {features: 9}}}}\nseed: 3");
    Experiment java =
        Experiment.builder(e.problem())
            .network(
                "main",
                Mlp.of(4, 64, Activation.TANH),
                n ->
                    n.withEmbeddings(
                        List.of(PeriodicEmbedding.of(Map.of(0, 1.0)), new FourierFeatures(9, 1))))
            .seed(3)
            .build();
    assertThat(java).isEqualTo(e);
    assertThatThrownBy(() ->
            Experiment.builder(e.problem())
                .network(
                    "main",
                    Mlp.of(4, 64, Activation.TANH),
                    n -> n.withEmbeddings(List.of(PeriodicEmbedding.of(Map.of(2, 1.0)))))
                .build())
        .hasMessageContaining("networks.main.embedding.periodic: there is no coordinate 2");
    Network network = e.networks().getFirst();
    assertThatThrownBy(() -> network.withEmbeddings(network.embeddings().reversed()))
        .hasMessageContaining("a periodic embedding, then Fourier features");
  }

  @Test
  void trainableFrequenciesComeBackAsTheyWere() {
    Experiment e = read(EMBEDDED + "{fourier: {features: 9, trainable: true}}}}");
    assertThat(e.networks().getFirst().embeddings())
        .containsExactly(new FourierFeatures(9, 1, true, 0));
    assertThat(read(ProblemFile.write(e))).isEqualTo(e);
    assertThat(e).isNotEqualTo(read(EMBEDDED + "{fourier: {features: 9}}}}"));
  }
}
