package org.poise.weighting;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;
import org.poise.linalg.Streams;
import org.poise.ntk.BlockTraces;
import org.poise.ntk.TraceEstimator;
import org.poise.residual.Block;
import org.poise.residual.Blocks;

final class WeightingTest {
  /** The wave equation's blocks: three of them share the weight u. */
  private static final Blocks BLOCKS =
      new Blocks(
          List.of(
              new Block("wave", "wave", "inside", 0, 4),
              new Block("initial", "u", "start", 4, 2),
              new Block("velocity", "velocity", "start", 6, 2),
              new Block("left", "u", "left", 8, 1),
              new Block("right", "u", "right", 9, 1)),
          10);

  private static final double[] ROW_NORMS = {10, 20, 30, 40, 2, 4, 25, 25, 3, 1};

  private static Measurement measurement(double[] weights, double[] traces, boolean first) {
    return new Measurement(0, Groups.of(BLOCKS), weights, new double[5], traces, first);
  }

  private static NtkWeighting rule(Convention convention, double momentum) {
    return new NtkWeighting(new TraceEstimator.Exact(), convention, 10, momentum);
  }

  @Test
  void tracesAreSumsOfRowNorms() {
    assertThat(BlockTraces.fromRowNorms(BLOCKS, ROW_NORMS)).containsExactly(100, 6, 50, 3, 1);
  }

  @Test
  void wangDividesTheWholeTraceByTheGroups() {
    double[] traces = BlockTraces.fromRowNorms(BLOCKS, ROW_NORMS);
    double[] weights =
        rule(Convention.WANG, 0).update(measurement(new double[] {1, 1, 1}, traces, true));
    assertThat(weights).containsExactly(1.6, 16, 3.2);
  }

  @Test
  void jaxpiTakesMeansOverTheRowsOfAGroup() {
    double[] traces = BlockTraces.fromRowNorms(BLOCKS, ROW_NORMS);
    double[] weights =
        rule(Convention.JAXPI, 0).update(measurement(new double[] {1, 1, 1}, traces, true));
    // κ = 100/4, 10/4, 50/2, with mean 17.5.
    assertThat(weights).containsExactly(0.7, 7, 0.7);
  }

  @Test
  void momentumActsFromTheSecondUpdateOn() {
    double[] traces = BlockTraces.fromRowNorms(BLOCKS, ROW_NORMS);
    NtkWeighting rule = rule(Convention.WANG, 0.75);
    assertThat(rule.update(measurement(new double[] {1, 1, 1}, traces, true)))
        .containsExactly(1.6, 16, 3.2);
    double[] second = rule.update(measurement(new double[] {2, 8, 4}, traces, false));
    assertThat(second[0]).isCloseTo(0.75 * 2 + 0.25 * 1.6, within(1e-15));
    assertThat(second[1]).isCloseTo(0.75 * 8 + 0.25 * 16, within(1e-15));
    assertThat(second[2]).isCloseTo(0.75 * 4 + 0.25 * 3.2, within(1e-15));
  }

  @Test
  void reciprocalsAddUpToOneUnderWang() {
    RandomGenerator random = Streams.of(11, Streams.Purpose.PROBES, 0);
    for (int k = 0; k < 1000; k++) {
      double[] traces = new double[5];
      for (int i = 0; i < 5; i++) {
        traces[i] = StrictMath.pow(10, 16 * random.nextDouble() - 8);
      }
      double[] weights =
          rule(Convention.WANG, 0.9).update(measurement(new double[] {1, 1, 1}, traces, true));
      double sum = 0;
      for (double weight : weights) {
        sum += 1 / weight;
      }
      assertThat(sum).isCloseTo(1, within(1e-12));
    }
  }

  @Test
  void aGroupWithoutTraceIsRefusedByName() {
    double[] traces = {1, 0, 2, 0, 0};
    Measurement measurement = measurement(new double[] {1, 1, 1}, traces, true);
    assertThatThrownBy(() -> rule(Convention.WANG, 0).update(measurement))
        .isInstanceOf(ZeroTraceException.class)
        .hasMessageContaining("'u'");
    assertThatThrownBy(() -> rule(Convention.JAXPI, 0).update(measurement))
        .isInstanceOf(ZeroTraceException.class)
        .hasMessageContaining("'u'");
  }

  @Test
  void fixedWeightsAreOneUnlessNamed() {
    Measurement measurement = measurement(new double[] {1, 1, 1}, new double[5], true);
    assertThat(Fixed.ones().update(measurement)).containsExactly(1, 1, 1);
    assertThat(new Fixed(Map.of("u", 20.0)).update(measurement)).containsExactly(1, 20, 1);
    assertThatThrownBy(() -> new Fixed(Map.of("w", 1.0)).update(measurement))
        .hasMessageContaining("'w'");
    assertThatThrownBy(() -> new Fixed(Map.of("u", -1.0))).hasMessageContaining("at least 0");
  }

  @Test
  void rowWeightsUseTheRowsOfTheBlockItself() {
    double[] rows = new double[10];
    Groups.of(BLOCKS).fillRowWeights(new double[] {2, 3, 5}, rows);
    assertThat(rows).containsExactly(1, 1, 1, 1, 3, 3, 5, 5, 6, 6);
  }
}
