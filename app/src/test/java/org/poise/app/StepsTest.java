package org.poise.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.poise.optimizer.Adam;
import org.poise.optimizer.Lbfgs;
import org.poise.optimizer.Optimizer;

class StepsTest {
  private static final List<Optimizer> CHAIN = List.of(Adam.of(1e-3, 100), Lbfgs.of(50));

  private static List<Integer> steps(long n) {
    return Steps.inAll(CHAIN, n).stream().map(Optimizer::steps).toList();
  }

  @Test
  void chainIsCutOrExtended() {
    assertThat(steps(40)).containsExactly(40);
    assertThat(steps(100)).containsExactly(100);
    assertThat(steps(120)).containsExactly(100, 20);
    assertThat(steps(300)).containsExactly(100, 200);
  }

  @Test
  void noStepsAreRefused() {
    assertThatThrownBy(() -> steps(0)).isInstanceOf(UserException.class);
  }
}
