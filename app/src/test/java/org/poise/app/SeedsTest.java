package org.poise.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SeedsTest {
  @Test
  void aNumberCountsAndAListLists() {
    assertThat(Seeds.of("3")).containsExactly(1L, 2L, 3L);
    assertThat(Seeds.of("7, 3,-9")).containsExactly(7L, 3L, -9L);
  }

  @ParameterizedTest
  @ValueSource(strings = {"0", "-1", "10001", "", "many", "1,", "1,,2", "3,3", "1.5", "1-5"})
  void anythingElseIsRefused(String text) {
    assertThatThrownBy(() -> Seeds.of(text))
        .isInstanceOf(UserException.class)
        .hasMessageStartingWith("--seeds " + text + ":");
  }
}
