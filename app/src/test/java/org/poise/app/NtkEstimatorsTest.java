package org.poise.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.offset;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.poise.experiment.Experiment;
import org.poise.experiment.ProblemFile;
import org.poise.ntk.Derivative;
import org.poise.ntk.ParameterSketch;
import org.poise.ntk.ProbeDistribution;
import org.poise.ntk.Probes;
import org.poise.ntk.SketchedKernel;
import org.poise.ntk.TangentKernel;
import org.poise.ntk.TraceEstimate;
import org.poise.residual.CompiledProblem;
import org.poise.residual.ResidualMap;

class NtkEstimatorsTest {
  private static final String LIST =
      "exact, sketch, sketch: {probes: 50, derivative: jvp},"
          + "sketch: {probes: auto, target: 0.3}, one-sided, auto, residual-sketch: {probes: 20}";
  @TempDir private Path directory;

  private static JsonNode summary(Path saved) throws IOException {
    return new ObjectMapper().readTree(Files.readString(saved.resolve("summary.json")));
  }

  @Test
  void everyEstimatorStandsBesideTheExactTraces() throws IOException {
    Path saved = directory.resolve("saved");
    Cli cli = Cli.run("ntk", Cli.heat(directory), "--estimators", LIST, "--save", saved);
    assertThat(cli.status()).as(cli.err()).isZero();
    assertThat(cli.out()).contains("Trace estimators with seed 1", "one-sided", "off by up to");
    JsonNode summary = summary(saved);
    JsonNode estimators = summary.path("estimators");
    JsonNode rows = estimators.path("rows");
    assertThat(rows).hasSize(7);
    assertThat(rows.path(2).path("definition").asText())
        .isEqualTo("{sketch: {derivative: jvp, distribution: rademacher, step: 0, probes: 50}}");
    assertThat(rows.path(3).path("probes").asInt()).isGreaterThan(1);
    for (JsonNode row : rows) {
      assertThat(row.path("blocks")).hasSize(4);
      for (int b = 0; b < 4; b++) {
        assertBlock(row.path("blocks").path(b), summary.path("blocks").path(b));
      }
      double inverse = 0;
      for (JsonNode weight : row.path("weights")) {
        inverse += 1 / weight.asDouble();
      }
      assertThat(inverse).as(row.path("estimator").asText()).isCloseTo(1, offset(1e-14));
      assertThat(row.path("seconds").asDouble()).isPositive();
      assertThat(row.path("relativeSeconds").asDouble()).isPositive();
    }
    JsonNode exact = rows.path(0);
    assertThat(exact.path("kernelError").isNull()).isTrue();
    assertThat(exact.path("largestFactor").asDouble()).isCloseTo(1, offset(1e-12));
    assertThat(exact.path("blocks").path(0).path("z").isNull()).isTrue();
    assertThat(rows.path(1).path("blocks").path(0).path("standardError").isNull()).isTrue();
    assertThat(rows.path(1).path("sweeps").asDouble()).isEqualTo(1);
    assertThat(rows.path(2).path("sweeps").asDouble()).isEqualTo(100);
    // 50 probes in place of one: the root of 50 is 7.
    double ratio =
        rows.path(1).path("kernelError").asDouble() / rows.path(2).path("kernelError").asDouble();
    assertThat(ratio).isBetween(3.0, 20.0);
    assertThat(Files.readString(saved.resolve("report.html"))).contains("relativeErrorSeen");
  }

  /** What follows from the estimate, the error and the exact trace of the block. */
  private static void assertBlock(JsonNode block, JsonNode exact) {
    double trace = exact.path("trace").asDouble();
    double estimate = block.path("estimate").asDouble();
    assertThat(block.path("name")).isEqualTo(exact.path("name"));
    assertThat(block.path("ratio").asDouble()).isCloseTo(estimate / trace, within(1e-12));
    assertThat(block.path("ratios")).hasSize(20);
    assertThat(block.path("ratios").path(0)).isEqualTo(block.path("ratio"));
    double squares = 0;
    for (JsonNode ratio : block.path("ratios")) {
      squares += Math.pow(ratio.asDouble() - 1, 2) / 20;
    }
    assertThat(block.path("relativeErrorSeen").asDouble())
        .isCloseTo(Math.sqrt(squares), within(1e-12));
    double error = block.path("standardError").asDouble();
    if (error > 0) {
      assertThat(block.path("z").asDouble()).isCloseTo((estimate - trace) / error, within(1e-9));
      assertThat(Math.abs(block.path("z").asDouble())).isLessThan(6);
      // An error from 10 probes or more, and one from 20 estimates, each known to a third or so.
      assertThat(block.path("relativeErrorSeen").asDouble() / (error / trace)).isBetween(0.3, 3.0);
    }
  }

  /** The command does what the library does with the same seed, at the same point. */
  @Test
  void estimatesAreTheLibrarysOwn() throws IOException {
    Path heat = Cli.heat(directory);
    Cli cli =
        Cli.run(
            "ntk",
            heat,
            "--json",
            "--estimators",
            "sketch: {probes: 3}",
            "--set",
            "seed=5",
            "--set",
            "weights.ntk.convention=jaxpi");
    JsonNode row = new ObjectMapper().readTree(cli.out()).path("estimators");
    assertThat(row.path("convention").asText()).isEqualTo("jaxpi");
    Experiment experiment = ProblemFile.read(heat, List.of("seed=5"));
    try (CompiledProblem compiled =
        CompiledProblem.compile(experiment.problem(), experiment.networks(), 1)) {
      double[] theta = compiled.initialParameters(5);
      ResidualMap map = compiled.bind(experiment.sampling().draw(experiment.problem(), 5, 0));
      ParameterSketch sketch =
          new ParameterSketch(Derivative.FORWARD, ProbeDistribution.RADEMACHER, Probes.of(3), 0);
      TraceEstimate estimate = sketch.estimate(map, theta, 5);
      JsonNode first = row.path("rows").path(0);
      for (int b = 0; b < 4; b++) {
        JsonNode block = first.path("blocks").path(b);
        assertThat(block.path("estimate").asDouble()).isEqualTo(estimate.traces()[b]);
        assertThat(block.path("standardError").asDouble()).isEqualTo(estimate.standardErrors()[b]);
      }
      double error =
          SketchedKernel.of(sketch, map, theta, 5).relativeError(TangentKernel.of(map, theta));
      assertThat(first.path("kernelError").asDouble()).isEqualTo(error);
    }
  }
}
