package org.poise.problem;

import static org.assertj.core.api.Assertions.assertThat;
import static org.poise.problem.Where.at;
import static org.poise.problem.Where.interior;
import static org.poise.problem.Where.periodic;

import java.util.Arrays;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.poise.linalg.Streams;

class SamplingTest {
  private static final Problem PROBLEM =
      Problem.builder("Test")
          .domain("x", -1, 3)
          .domain("y", 5, 6)
          .domain("t", 0, 1)
          .fields("u")
          .points("inside", interior(64))
          .points("start", at("t", 0, 50))
          .points("edge", at(Map.of("x", -1.0, "y", 5.5), 20))
          .points("corner", Where.point(Map.of("x", -1.0, "y", 5.5, "t", 1.0)))
          .points("pair", periodic("y", 10))
          .points("own", interior(30).drawnBy(Sampler.GRID))
          .equation("pde", "inside", "u")
          .build();

  @ParameterizedTest
  @EnumSource
  void drawsWithinTheSets(Sampler sampler) {
    Points points = new Sampling(sampler, 3).draw(PROBLEM, 1, 0);
    assertThat(points.sets().keySet())
        .containsExactly("inside", "start", "edge", "corner", "pair", "own");
    for (PointSet set : PROBLEM.pointSets()) {
      double[] x = points.of(set.name());
      assertThat(x).hasSize(3 * set.points(sampler, 3));
      for (int i = 0; i < x.length; i++) {
        assertThat(PROBLEM.domain().interval(i % 3).contains(x[i])).isTrue();
      }
    }
    assertThat(points.of("corner")).containsExactly(-1, 5.5, 1);
    assertThat(column(points.of("start"), 2)).containsOnly(0);
    assertThat(column(points.of("edge"), 0)).containsOnly(-1);
    assertThat(column(points.of("edge"), 1)).containsOnly(5.5);
    assertThat(column(points.of("pair"), 1)).containsOnly(5);
    assertThat(column(points.of("own"), 0)).containsOnly(-1 + 4.0 / 6, 1, 3 - 4.0 / 6);
  }

  @Test
  void someOfThePointsAreDrawnEvenlyAndInOrder() {
    Points points = new Sampling(Sampler.UNIFORM, 0).draw(PROBLEM, 1, 0);
    int[] taken = new int[64];
    for (int seed = 0; seed < 800; seed++) {
      Points some = points.atMost(16, 3, seed);
      assertThat(some.of("pair")).isSameAs(points.of("pair"));
      double[] x = some.of("inside");
      assertThat(x).hasSize(3 * 16);
      int at = 0;
      for (int p = 0; p < 64; p++) {
        double[] point = Arrays.copyOfRange(points.of("inside"), 3 * p, 3 * p + 3);
        if (at < x.length && Arrays.equals(point, Arrays.copyOfRange(x, at, at + 3))) {
          taken[p]++;
          at += 3;
        }
      }
      assertThat(at).isEqualTo(x.length);
    }
    // Each count is binomial with mean 200 and deviation √150; five deviations, for all 64.
    for (int count : taken) {
      assertThat((double) count).isBetween(200 - 62.0, 200 + 62.0);
    }
    assertThat(points.atMost(16, 3, 7).of("inside"))
        .containsExactly(points.atMost(16, 3, 7).of("inside"));
  }

  private static double[] column(double[] points, int i) {
    return IntStream.range(0, points.length / 3).mapToDouble(p -> points[3 * p + i]).toArray();
  }

  @ParameterizedTest
  @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "GRID")
  void isAPureFunctionOfSeedRoundAndSet(Sampler sampler) {
    Sampling sampling = new Sampling(sampler, 1);
    double[] points = sampling.draw(PROBLEM, 1, 4).of("inside");
    assertThat(sampling.draw(PROBLEM, 1, 4).of("inside")).isEqualTo(points);
    assertThat(sampling.draw(PROBLEM, 2, 4).of("inside")).isNotEqualTo(points);
    assertThat(sampling.draw(PROBLEM, 1, 5).of("inside")).isNotEqualTo(points);
    assertThat(sampling.draw(PROBLEM, 1, 4, Streams.Purpose.VALIDATION).of("inside"))
        .isNotEqualTo(points);
    assertThat(Sampling.heldOut(PROBLEM, 1, 64).of("inside")).isNotEqualTo(points);
  }

  @Test
  void latinHypercubeHasOnePointInEachCell() {
    double[] x = UnitCube.draw(Sampler.LATIN_HYPERCUBE, 101, 3, stream(5));
    for (int k = 0; k < 3; k++) {
      int[] cells = Arrays.stream(column(x, k)).mapToInt(v -> (int) (v * 101)).sorted().toArray();
      assertThat(cells).isEqualTo(IntStream.range(0, 101).toArray());
    }
  }

  /**
   * 64 points of a (t, 3)-net: every dyadic interval of length 1/8 of each coordinate holds 8
   * (shifted: up to one cell more).
   */
  @Test
  void sobolIsEven() {
    double[] x = UnitCube.draw(Sampler.SOBOL, 64, 3, stream(5));
    for (int k = 0; k < 3; k++) {
      double[] sorted = Arrays.stream(column(x, k)).sorted().toArray();
      for (int i = 1; i < 64; i++) {
        assertThat(sorted[i] - sorted[i - 1])
            .isEqualTo(1.0 / 64, org.assertj.core.data.Offset.offset(1e-12));
      }
    }
  }

  /**
   * The star discrepancy of 256 points in one dimension: about 1/256 for sequences, about 0.05 for
   * random points.
   */
  @ParameterizedTest
  @EnumSource(names = {"HALTON", "SOBOL", "LATIN_HYPERCUBE", "GRID"})
  void sequencesFillEvenly(Sampler sampler) {
    double[] x = UnitCube.draw(sampler, 256, 1, stream(3));
    Arrays.sort(x);
    double discrepancy = 0;
    for (int i = 0; i < x.length; i++) {
      discrepancy = Math.max(discrepancy, Math.max((i + 1) / 256.0 - x[i], x[i] - i / 256.0));
    }
    assertThat(discrepancy).isLessThan(0.02);
  }

  @Test
  void gridsKeepWithinTheCount() {
    assertThat(Grids.cells(300, 2)).containsExactly(17, 17);
    assertThat(Grids.cells(306, 2)).containsExactly(18, 17);
    assertThat(Grids.cells(7, 3)).containsExactly(2, 2, 1);
    assertThat(Grids.cells(8, 3)).containsExactly(2, 2, 2);
    assertThat(Grids.cells(12, 3)).containsExactly(3, 2, 2);
    assertThat(Grids.cells(5, 1)).containsExactly(5);
    assertThat(Grids.cells(PointSet.MOST, 20)).hasSize(20).contains(2, 3);
    assertThat(Grids.centres(new int[] {2, 2}))
        .containsExactly(0.25, 0.25, 0.25, 0.75, 0.75, 0.25, 0.75, 0.75);
  }

  @Test
  void roundsFollowTheSteps() {
    assertThat(new Sampling(Sampler.UNIFORM, 0).round(1000)).isZero();
    assertThat(new Sampling(Sampler.UNIFORM, 3).round(2)).isZero();
    assertThat(new Sampling(Sampler.UNIFORM, 3).round(3)).isEqualTo(1);
  }

  /** Seven standard deviations either way: a false alarm in about 1e-12 of seeds. */
  @Test
  void streamsHaveTheRightMoments() {
    java.util.random.RandomGenerator random = stream(11);
    int n = 100_000;
    double mean = 0;
    double square = 0;
    double gaussian = 0;
    double variance = 0;
    for (int i = 0; i < n; i++) {
      double u = random.nextDouble();
      double g = Streams.gaussian(random);
      mean += u / n;
      square += u * u / n;
      gaussian += g / n;
      variance += g * g / n;
    }
    double root = Math.sqrt(n);
    assertThat(mean).isBetween(0.5 - 7 * 0.2887 / root, 0.5 + 7 * 0.2887 / root);
    assertThat(square).isBetween(1.0 / 3 - 7 * 0.2981 / root, 1.0 / 3 + 7 * 0.2981 / root);
    assertThat(gaussian).isBetween(-7 / root, 7 / root);
    assertThat(variance).isBetween(1 - 7 * 1.4143 / root, 1 + 7 * 1.4143 / root);
  }

  private static java.util.random.RandomGenerator stream(long index) {
    return Streams.of(1, Streams.Purpose.POINTS, index);
  }
}
