package org.poise.app.reproduce;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.api.Test;

class DropPatternTest {
  private static final double[] KEPT = {0.9, 0.5, 0.75};

  @Test
  void eachChoiceStandsOnce() {
    List<DropPattern> all = DropPattern.all(KEPT);
    assertThat(all).hasSize(8);
    assertThat(all.stream().map(p -> List.of(p.factors()[0], p.factors()[1], p.factors()[2])))
        .doesNotHaveDuplicates();
    // The last block alone dropped: 0.9 · 0.5 · 0.25.
    assertThat(all)
        .filteredOn(p -> p.factors()[0] == 1 && p.factors()[1] == 1 && p.factors()[2] == 0)
        .singleElement()
        .satisfies(p -> assertThat(p.probability()).isCloseTo(0.1125, within(1e-15)));
  }

  @Test
  void probabilitiesGiveTheExpectationOfEachBlock() {
    List<DropPattern> all = DropPattern.all(KEPT);
    assertThat(all.stream().mapToDouble(DropPattern::probability).sum())
        .isCloseTo(1, within(1e-15));
    for (int i = 0; i < KEPT.length; i++) {
      int block = i;
      assertThat(all.stream().mapToDouble(p -> p.probability() * p.factors()[block]).sum())
          .isCloseTo(KEPT[i], within(1e-15));
    }
  }
}
