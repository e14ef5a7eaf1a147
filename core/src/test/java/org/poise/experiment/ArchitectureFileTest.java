package org.poise.experiment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.poise.network.Activation;
import org.poise.network.Architecture;
import org.poise.network.ChebyshevKan;
import org.poise.network.Factorization;
import org.poise.network.Mlp;
import org.poise.network.ModifiedMlp;
import org.poise.network.Network;
import org.poise.network.PirateNet;
import org.poise.network.ResidualNetwork;
import org.poise.network.Slopes;

/** Architectures, factored weights and slopes in problem files. */
class ArchitectureFileTest {
  private static String text(String more) {
    return """
    title: Least
    domain: {x: [0, 1]}
    points: {inside: {count: 10}}
    equations: {pde: {on: inside, residual: u_xx - 1}}
    sampling: {resample: 1}
    networks: {main: {fields: [u], %s}}
    """
        .formatted(more);
  }

  private static Experiment parse(String text, String... overrides) {
    return ProblemFile.read("test.yaml", text, Path.of("."), List.of(overrides));
  }

  private static Network read(String more, String... overrides) {
    Experiment e = parse(text(more), overrides);
    assertThat(parse(ProblemFile.write(e))).isEqualTo(e);
    return e.networks().getFirst();
  }

  private static Architecture architecture(String more, String... overrides) {
    return read(more, overrides).architecture();
  }

  @Test
  void architecturesComeBackAsTheyWere() {
    Activation tanh = Activation.TANH;
    Activation gelu = Activation.GELU;
    assertThat(architecture("modified-mlp: {}")).isEqualTo(new ModifiedMlp(4, 64, tanh));
    assertThat(architecture("modified-mlp: {layers: 3, width: 20, activation: gelu}"))
        .isEqualTo(new ModifiedMlp(3, 20, gelu));
    assertThat(architecture("residual: {}"))
        .isEqualTo(ResidualNetwork.of(4, 64, tanh, List.of(1.0), List.of(0.0)));
    assertThat(
            architecture(
                "residual: {blocks: 2, width: 9, activation: gelu, scale: [1, 1/2], drop: 0.1}"))
        .isEqualTo(new ResidualNetwork(9, gelu, List.of(1.0, 0.5), List.of(0.1, 0.1)));
    assertThat(architecture("piratenet: {}")).isEqualTo(new PirateNet(2, 64, tanh));
    assertThat(architecture("piratenet: {blocks: 3, width: 8, activation: sin}"))
        .isEqualTo(new PirateNet(3, 8, Activation.SIN));
    assertThat(architecture("mlp: {width: 8}", "networks.main.mlp=null"))
        .isEqualTo(Mlp.of(4, 64, tanh));
    assertThat(
            architecture(
                "mlp: {width: 8}", "networks.main.mlp=null", "networks.main.piratenet.width=9"))
        .isEqualTo(new PirateNet(2, 9, tanh));
  }

  @Test
  void factorsAndSlopesComeBackAsTheyWere() {
    assertThat(read("factorization: {}").factorization()).isEqualTo(new Factorization(1, 0.1));
    assertThat(read("factorization: {mean: 0.5, deviation: 0.2}").factorization())
        .isEqualTo(new Factorization(0.5, 0.2));
    assertThat(read("slopes: unit").slopes()).isEqualTo(new Slopes(Slopes.Sharing.UNIT, 10));
    assertThat(read("slopes: {per: layer, scale: 5}").slopes())
        .isEqualTo(new Slopes(Slopes.Sharing.LAYER, 5));
    assertThat(read("piratenet: {}, factorization: {}, slopes: {}").slopes())
        .isEqualTo(Slopes.per(Slopes.Sharing.LAYER));
    assertThat(read("mlp: {}").factorization()).isNull();
    assertThat(read("mlp: {}").slopes()).isNull();
  }

  @Test
  void inJavaTheyAreThoseOfTheFile() {
    Experiment e = parse(text("modified-mlp: {width: 9}, factorization: {}, slopes: layer"));
    assertThat(
            Experiment.builder(e.problem())
                .network(
                    "main",
                    new ModifiedMlp(4, 9, Activation.TANH),
                    n ->
                        n.withFactorization(Factorization.standard())
                            .withSlopes(Slopes.per(Slopes.Sharing.LAYER)))
                .sampling(e.sampling())
                .build())
        .isEqualTo(e);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "mlp: {}, piratenet: {} | networks.main: give one of mlp, piratenet; where a file has mlp,"
            + " --set networks.main.mlp=null drops it",
        "modified-mlp: {layers: 0} | modified-mlp.layers: layers must be at least 1, not 0",
        "modified-mlp: {widths: [3]} | modified-mlp: unknown key 'widths'",
        "modified-mpl: {} | networks.main: unknown key 'modified-mpl'; did you mean 'modified-mlp'?",
        "residual: {blocks: 1001} | residual.blocks: blocks must be at most 1000, not 1001",
        "residual: {width: 0} | residual.width: width must be at least 1, not 0",
        "residual: {scale: 0} | residual.scale: scale must be positive and finite, not 0.0",
        "residual: {scale: [1, 2]} | residual.scale: scale must be one number, or one for each of the"
            + " 4 blocks, not 2",
        "residual: {drop: 1} | residual.drop: drop must be at least 0 and below 1, not 1.0",
        "piratenet: {blocks: 0} | piratenet.blocks: blocks must be at least 1, not 0",
        "factorization: {mean: 1e3} | factorization.mean: mean must be between -100 and 100",
        "factorization: {deviation: -1} | factorization.deviation: deviation must be between 0 and 10",
        "factorization: {sigma: 1} | networks.main.factorization: unknown key 'sigma'",
        "slopes: neuron | networks.main.slopes: slopes are per layer or per unit, not 'neuron'",
        "slopes: {scale: 0} | networks.main.slopes.scale: scale must be between 1 and 1e6, not 0.0",
      })
  void refusesWhatMakesNoSense(String more, String message) {
    assertThatThrownBy(() -> read(more))
        .isInstanceOf(ProblemFileException.class)
        .hasMessageContaining(":6:")
        .hasMessageContaining(message.strip());
  }

  @Test
  void blocksAreDroppedOnlyWherePointsAreDrawnAnew() {
    String blocks = "residual: {drop: [0, 0, 0.1, 0]}";
    assertThat(architecture(blocks)).isInstanceOf(ResidualNetwork.class);
    assertThatThrownBy(() -> read(blocks, "sampling.resample=0"))
        .hasMessageContaining("networks.main.residual.drop")
        .hasMessageContaining("which adam keeps; set sampling.resample to 1 or more");
    assertThatThrownBy(() -> read(blocks, "optimizer=lbfgs"))
        .hasMessageContaining("which lbfgs keeps; set its resample to 1 or more");
    assertThat(architecture(blocks, "optimizer=lbfgs", "optimizer.lbfgs.resample=5"))
        .isInstanceOf(ResidualNetwork.class);
    assertThat(architecture("residual: {}", "sampling.resample=0"))
        .isInstanceOf(ResidualNetwork.class);
  }

  @Test
  void chebyshevNetworksComeBackAsTheyWere() {
    assertThat(architecture("chebyshev-kan: {widths: [8, 6], degree: 3}"))
        .isEqualTo(new ChebyshevKan(List.of(8, 6), 3));
    assertThat(architecture("chebyshev-kan: {layers: 3, width: 7}"))
        .isEqualTo(ChebyshevKan.of(3, 7, 5));
    assertThat(architecture("chebyshev-kan: {}")).isEqualTo(ChebyshevKan.of(2, 8, 5));
    assertThatThrownBy(() -> read("mlp: {layers: 3}", "networks.main.chebyshev-kan={}"))
        .hasMessageContaining("give one of mlp, chebyshev-kan;");
  }
}
