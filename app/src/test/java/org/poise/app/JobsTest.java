package org.poise.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.poise.app.runs.Concurrency;

class JobsTest {
  private static Concurrency count(int jobs, int threads) {
    return new Concurrency(jobs, threads);
  }

  @Test
  void fillsTheProcessorsButNotWithMoreThanThereIs() {
    assertThat(Jobs.wanted(null, null, 8, 20)).isEqualTo(count(8, 1));
    assertThat(Jobs.wanted(null, null, 8, 3)).isEqualTo(count(3, 1));
    assertThat(Jobs.wanted(3, null, 8, 20)).isEqualTo(count(2, 3));
    assertThat(Jobs.wanted(9, null, 8, 20)).isEqualTo(count(1, 9));
    assertThat(Jobs.wanted(null, 2, 8, 20)).isEqualTo(count(2, 4));
    assertThat(Jobs.wanted(null, 16, 8, 20)).isEqualTo(count(16, 1));
    assertThat(Jobs.wanted(5, 7, 8, 20)).isEqualTo(count(7, 5));
    assertThat(Jobs.wanted(null, null, 8, 0)).isEqualTo(count(1, 1));
  }

  @Test
  void takesNoMoreAtATimeThanMemoryHolds() {
    assertThat(Jobs.fitting(4, true, 1e9, 4e9)).isEqualTo(4);
    assertThat(Jobs.fitting(8, false, 1e9, 4.5e9)).isEqualTo(4);
    assertThat(Jobs.fitting(8, false, 1e9, 0.5e9)).isEqualTo(1);
    assertThatThrownBy(() -> Jobs.fitting(8, true, 1L << 30, 3.5 * (1L << 30)))
        .isInstanceOf(UserException.class)
        .hasMessageStartingWith("8 runs at a time would take at least 8.00 GiB of memory")
        .hasMessageContaining("3.50 GiB; give --jobs 3,");
  }
}
