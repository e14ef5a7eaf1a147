package org.poise.experiment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.poise.experiment.ProblemTexts.EVERYTHING;
import static org.poise.experiment.ProblemTexts.LEAST;
import static org.poise.experiment.ProblemTexts.read;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.poise.network.Activation;
import org.poise.network.Mlp;
import org.poise.ntk.ExactTraces;
import org.poise.optimizer.Adam;
import org.poise.optimizer.Lbfgs;
import org.poise.optimizer.SelfScaledBroyden;
import org.poise.weighting.Convention;
import org.poise.weighting.Fixed;
import org.poise.weighting.NtkWeighting;

class OverridesTest {
  private static final Path WAVE = Path.of("../problems/wave1d.yaml");

  @Test
  void overridesReachEveryKey() {
    Experiment e =
        ProblemFile.read(
            WAVE,
            List.of(
                "weights=fixed",
                "checkpoint.every=100",
                "networks.main.mlp.width=64",
                "optimizer.adam.steps=10",
                "optimizer.adam.steps=1e2",
                "parameters.c=sqrt(2)",
                "points.inside.count=7",
                "ntkReport.every=500",
                "cite=null",
                "title='a: b'"));
    assertThat(e.weights()).isEqualTo(Fixed.ones());
    assertThat(e.checkpoint()).isEqualTo(new CheckpointPolicy(100, 2));
    assertThat(e.ntkReport()).isEqualTo(NtkReportPolicy.every(500));
    assertThat(e.networks().getFirst().architecture()).isEqualTo(Mlp.of(3, 64, Activation.TANH));
    assertThat(e.optimizers().getFirst().steps()).isEqualTo(100);
    assertThat(e.problem().constants()).containsEntry("c", Math.sqrt(2));
    assertThat(e.problem().pointSets().getFirst().count()).isEqualTo(7);
    assertThat(e.problem().cite()).isNull();
    assertThat(e.problem().title()).isEqualTo("a: b");
  }

  @Test
  void overridesReachIntoLists() {
    assertThat(read(EVERYTHING, "optimizer.0.adam.steps=5").optimizers().getFirst().steps())
        .isEqualTo(5);
    assertThat(read(EVERYTHING, "optimizer.adam.steps=6").optimizers().getFirst().steps())
        .isEqualTo(6);
    assertThat(read(EVERYTHING, "optimizer.lbfgs.steps=8").optimizers().get(1))
        .isEqualTo(Lbfgs.of(8));
    assertThat(read(EVERYTHING, "optimizer.1={ssbroyden: {resample: 3}}").optimizers().get(1))
        .isEqualTo(new SelfScaledBroyden(1000, 1e-12, 25, 1e-4, 0.9, 3));
    assertThat(read(EVERYTHING, "optimizer.1=adam").optimizers().get(1))
        .isEqualTo(Adam.of(1e-3, 10_000));
    assertThat(read(EVERYTHING, "weights=ntk", "weights.ntk.every=3").weights())
        .isEqualTo(new NtkWeighting(new ExactTraces(), Convention.WANG, 3, 0));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "weights=fixd | weights: unknown choice 'fixd'; did you mean 'fixed'?",
        "checkpiont.every=100 | unknown key 'checkpiont'; did you mean 'checkpoint'?",
        "networks.first.mlp.widht=3 | networks.first.mlp: unknown key 'widht'; did you mean 'width'?",
        "optimizer.0.adam.steps=-1 | optimizer.0.adam.steps: steps must be at least 1, not -1",
        "optimizer.7.adam.steps=1 | optimizer: the list has no item '7'; give an index from 0 to 1",
        "equations.pde.residual=v_xx | equations.pde.residual: unknown name 'v_xx'",
        "points.inside={count: 3 | not readable as YAML",
        "ntkReport.every=0 | ntkReport.every: every must be at least 1, not 0",
        "ntkReport.points=-1 | ntkReport.points: points must be at least 0, not -1",
        "ntkReport=500 | ntkReport: expected keys with values, not '500'; keys: every, points",
        "ntkReport={points: 5} | ntkReport: 'every' is missing; give it, such as 'every: 500'",
        "seed | give keys with dots between, and a value",
        "=3 | give keys with dots between, and a value",
        "a..b=3 | give keys with dots between, and a value",
        "title.words=3 | title: expected a text, not a mapping",
      })
  void namesTheOverrideAtFault(String overrideAndMessage) {
    String[] parts = overrideAndMessage.split(" \\| ");
    assertThatThrownBy(() -> read(EVERYTHING, parts[0]))
        .isExactlyInstanceOf(ProblemFileException.class)
        .hasMessageStartingWith("--set " + parts[0] + ": " + parts[1]);
  }

  @Test
  void namesAChoiceThatAnOverrideAdds() {
    String one = LEAST + "optimizer: {adam: {steps: 5}}\n";
    assertThatThrownBy(() -> read(one, "optimizer.lbfgs.steps=4"))
        .hasMessage(
            "--set optimizer.lbfgs.steps=4: optimizer: the file chooses adam, and this adds lbfgs"
                + " beside it; to have lbfgs instead, put --set optimizer=lbfgs before");
    assertThat(read(one, "optimizer=lbfgs", "optimizer.lbfgs.steps=4").optimizers())
        .containsExactly(Lbfgs.of(4));
    assertThatThrownBy(() -> read(one, "networks.mian.mlp.width=4"))
        .hasMessageStartingWith(
            "--set networks.mian.mlp.width=4: networks: no network is called 'mian'; did you mean"
                + " 'main'?");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "parameters.b=2*a | parameters.b",
        "exact.u=a*x | exact.u",
        "domain.x=[0, a] | domain.x",
        "optimizer.adam.rate=a | optimizer.adam.rate"
      })
  void trainableParametersAreNoNumbers(String overrideAndPath) {
    String[] parts = overrideAndPath.split(" \\| ");
    String text = LEAST + "parameters: {a: {trainable: 1}}\n";
    assertThatThrownBy(() -> read(text, parts[0]))
        .isExactlyInstanceOf(ProblemFileException.class)
        .hasMessageStartingWith("--set " + parts[0] + ": " + parts[1] + ": ")
        .hasMessageContaining("'a' is trainable");
  }

  @Test
  void aWholeInverseHessianIsForSmallNetworks() {
    Experiment e = read(LEAST, "networks.main.mlp.width=50", "optimizer={ssbroyden: {steps: 7}}");
    assertThat(e.optimizers()).containsExactly(SelfScaledBroyden.of(7));
    assertThat(read(ProblemFile.write(e))).isEqualTo(e);
    // 100 + 50 for the first layer, 3 of 50 · 50 + 50, and 51: twice the triangle of 7,801.
    double without = read(LEAST, "networks.main.mlp.width=50").memoryBytes();
    assertThat(e.memoryBytes() - without).isEqualTo(8.0 * 7801 * 7802);
    assertThatThrownBy(() -> read(LEAST, "networks.main.mlp.width=80", "optimizer=ssbroyden"))
        .hasMessage(
            "--set optimizer=ssbroyden: optimizer: ssbroyden keeps a number for every pair of"
                + " parameters and takes at most 16,000 parameters, and there are 19,681; take a"
                + " smaller network, or lbfgs");
  }

  @Test
  void heldOutPointsCountForThemselves() {
    assertThatThrownBy(() -> read(LEAST, "validation.heldOut=2e9"))
        .hasMessageStartingWith("--set validation.heldOut=2e9: validation.heldOut: training would");
  }

  @Test
  void keepsPlacesOfOtherErrors() {
    String wrong = EVERYTHING.replace("keep: 3", "keep: 0");
    assertThatThrownBy(() -> read(wrong, "seed=3", "checkpoint.every=4"))
        .hasMessage("test.yaml:34:30: checkpoint.keep: keep must be at least 1, not 0");
  }
}
