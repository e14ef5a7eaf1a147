package org.poise.weighting;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;
import org.poise.linalg.Streams;
import org.poise.ntk.BlockTraces;
import org.poise.ntk.TracePoint;
import org.poise.problem.Interval;
import org.poise.residual.Block;
import org.poise.residual.Blocks;
import org.poise.residual.ResidualMap;
import org.poise.testing.PolynomialMap;

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

  private static final Groups GROUPS = Groups.of(BLOCKS);

  private static final double[] ROW_NORMS = {10, 20, 30, 40, 2, 4, 25, 25, 3, 1};

  @Test
  void tracesAreSumsOfRowNorms() {
    assertThat(BlockTraces.fromRowNorms(BLOCKS, ROW_NORMS, null)).containsExactly(100, 6, 50, 3, 1);
  }

  @Test
  void wangDividesTheWholeTraceByTheGroups() {
    assertThat(Convention.WANG.weights(GROUPS, new double[] {100, 10, 50}))
        .containsExactly(1.6, 16, 3.2);
  }

  @Test
  void jaxpiTakesMeansOverTheRowsOfAGroup() {
    // κ = 100/4, 10/4, 50/2, with mean 17.5.
    assertThat(Convention.JAXPI.weights(GROUPS, new double[] {100, 10, 50}))
        .containsExactly(0.7, 7, 0.7);
  }

  @Test
  void reciprocalsAddUpToOneUnderWang() {
    RandomGenerator random = Streams.of(11, Streams.Purpose.PROBES, 0);
    for (int k = 0; k < 1000; k++) {
      double[] traces = new double[3];
      for (int i = 0; i < 3; i++) {
        traces[i] = StrictMath.pow(10, 16 * random.nextDouble() - 8);
      }
      double sum = 0;
      for (double weight : Convention.WANG.weights(GROUPS, traces)) {
        sum += 1 / weight;
      }
      assertThat(sum).isCloseTo(1, within(1e-12));
    }
  }

  @Test
  void aGroupWithoutTraceIsRefusedByName() {
    for (Convention convention : Convention.values()) {
      assertThatThrownBy(() -> convention.weights(GROUPS, new double[] {1, 0, 2}))
          .isInstanceOf(ZeroTraceException.class)
          .hasMessageContaining("'u'");
      assertThatThrownBy(() -> convention.weights(GROUPS, new double[] {1e4, 1e-24, 2}))
          .isInstanceOf(ZeroTraceException.class)
          .hasMessageContaining("'u'");
    }
  }

  @Test
  void fixedWeightsAreOneUnlessNamed() {
    assertThat(fixed(Fixed.ones())).containsExactly(1, 1, 1);
    assertThat(fixed(new Fixed(Map.of("u", 20.0)))).containsExactly(1, 20, 1);
    assertThatThrownBy(() -> fixed(new Fixed(Map.of("w", 1.0)))).hasMessageContaining("'w'");
    assertThatThrownBy(() -> new Fixed(Map.of("u", -1.0))).hasMessageContaining("at least 0");
  }

  private static double[] fixed(Fixed scheme) {
    Weights weights = new Weights(GROUPS, new double[] {1, 1, 1});
    WeighingStart start =
        new WeighingStart(GROUPS, 0, Set.of("wave"), List.of("x"), List.of(new Interval(0, 1)));
    ResidualMap map = new PolynomialMap(2, 1, 1, 0, 0, 1);
    WeighingPoint at = new WeighingPoint(TracePoint.of(map, new double[2]), null, new double[5]);
    scheme.start(start).getFirst().update(at, weights);
    return weights.byGroup();
  }

  @Test
  void rowWeightsUseTheRowsOfTheBlockItself() {
    Weights weights = new Weights(GROUPS, new double[] {2, 3, 5});
    double[] rows = new double[10];
    double[] offsets = new double[10];
    weights.fill(rows, offsets);
    assertThat(rows).containsExactly(1, 1, 1, 1, 3, 3, 5, 5, 6, 6);
    weights.ownFactors()[1] = 0.5;
    weights.ownOffsets()[4] = 7;
    weights.fill(rows, offsets);
    assertThat(rows).containsExactly(1, 0.5, 1, 1, 3, 3, 5, 5, 6, 6);
    assertThat(offsets).containsExactly(0, 0, 0, 0, 10.5, 0, 0, 0, 0, 0);
  }
}
