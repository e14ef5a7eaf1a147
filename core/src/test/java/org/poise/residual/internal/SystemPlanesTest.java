package org.poise.residual.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

/** The layout of a system's adjoints, found by hand. */
class SystemPlanesTest {
  /** Two momentum equations and continuity, which share the gradients of outputs 0 and 1. */
  @Test
  void whatPassesTheProductsComesFirst() {
    List<Carried> equations =
        List.of(
            new Carried(3, 2, new int[] {0}),
            new Carried(3, 2, new int[] {1}),
            new Carried(2, 1, new int[] {0}));
    SystemPlanes planes = new SystemPlanes(new EquationSweeps(equations, List.of(0, 1), true), 3);
    assertThat(planes.passed()).isEqualTo(7);
    assertThat(new int[] {planes.plane(0, 0), planes.plane(0, 1), planes.plane(0, 2)})
        .containsExactly(0, 1, 7);
    assertThat(new int[] {planes.plane(1, 0), planes.plane(1, 1), planes.plane(1, 2)})
        .containsExactly(2, 3, 8);
    assertThat(new int[] {planes.plane(2, 0), planes.plane(2, 1)}).containsExactly(4, 9);
    assertThat(planes.gradient(1)).isEqualTo(6);
    assertThat(planes.multiples()).containsExactly(5, 6, 5);
    assertThat(planes.multiple(9)).isEqualTo(2);
    assertThat(planes.multiple(6)).isEqualTo(-1);
    assertThat(planes.sum(0)).isEqualTo(10);
    assertThat(planes.multiple(10)).isEqualTo(-1);
    assertThat(planes.count()).isEqualTo(13);
  }

  /** The second equation does not use the network; what is zero has no gradient to multiply. */
  @Test
  void zerosAreMultiplesOfAnything() {
    List<Carried> equations =
        List.of(
            new Carried(2, 1, new int[] {-1}), Carried.first(0), new Carried(2, 1, new int[] {-1}));
    SystemPlanes planes = new SystemPlanes(new EquationSweeps(equations, List.of(), true), 2);
    assertThat(planes.equations()).isEqualTo(3);
    assertThat(planes.channels(1)).isZero();
    assertThat(planes.passed()).isEqualTo(2);
    assertThat(planes.plane(0, 1)).isEqualTo(2);
    assertThat(planes.multiples()).allMatch(of -> of < planes.passed());
    assertThat(planes.count()).isEqualTo(6);
  }
}
