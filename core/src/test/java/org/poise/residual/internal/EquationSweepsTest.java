package org.poise.residual.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Collection;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.poise.jet.JetLayout;
import org.poise.jet.JetTables;
import org.poise.jet.MultiIndex;
import org.poise.residual.internal.EquationSweeps.Seed;

/** What equations share, found by hand; the outputs are u = 0, v = 1 and p = 2. */
class EquationSweepsTest {
  private static final int U = 0;
  private static final int V = 1;
  private static final int P = 2;

  /** In the order u, u_x, u_y, u_xx, u_xy, u_yy, as far as they are wanted. */
  private static JetTables tables(String... derivatives) {
    Collection<MultiIndex> used = Stream.of(derivatives).map(EquationSweepsTest::index).toList();
    return JetTables.of(JetLayout.closure(2, used));
  }

  private static MultiIndex index(String letters) {
    MultiIndex alpha = MultiIndex.zero(2);
    for (char letter : letters.toCharArray()) {
      alpha = alpha.raised(letter - 'x');
    }
    return alpha;
  }

  private static Seed seed(JetTables tables, int output, String derivative) {
    return new Seed(output, tables.layout().indexOf(index(derivative)));
  }

  private static void isCarried(Carried carried, int channels, int swept, int... outputs) {
    assertThat(carried.channels()).isEqualTo(channels);
    assertThat(carried.swept()).isEqualTo(swept);
    assertThat(carried.outputs()).isEqualTo(outputs);
  }

  @Test
  void aFlowSharesTheGradientsOfItsVelocities() {
    JetTables t = tables("xx");
    List<Seed> momentumX =
        List.of(seed(t, U, ""), seed(t, U, "x"), seed(t, V, ""), seed(t, P, "x"), seed(t, U, "xx"));
    List<Seed> momentumY =
        List.of(seed(t, U, ""), seed(t, V, ""), seed(t, V, "x"), seed(t, V, "xx"));
    List<Seed> continuity = List.of(seed(t, U, "x"));
    EquationSweeps sweeps = EquationSweeps.together(t, List.of(momentumX, momentumY, continuity));
    assertThat(sweeps.outputs()).containsExactly(U, V);
    isCarried(sweeps.carried().get(0), 3, 2, 0);
    isCarried(sweeps.carried().get(1), 3, 2, 1);
    isCarried(sweeps.carried().get(2), 2, 1, 0);
  }

  @Test
  void nothingIsSharedWhereEachEquationHasAnOutputOfItsOwn() {
    JetTables t = tables("xx");
    EquationSweeps sweeps =
        EquationSweeps.together(t, List.of(List.of(seed(t, U, "xx")), List.of(seed(t, V, "xx"))));
    assertThat(sweeps.outputs()).isEmpty();
    isCarried(sweeps.carried().get(0), 3, 3);
    isCarried(sweeps.carried().get(1), 3, 3);
  }

  @Test
  void aComponentOfTwoOutputsIsSwept() {
    JetTables t = tables("x", "y");
    List<Seed> both = List.of(seed(t, U, "y"), seed(t, V, "y"));
    EquationSweeps sweeps = EquationSweeps.together(t, List.of(both, both));
    assertThat(sweeps.outputs()).isEmpty();
    isCarried(sweeps.carried().get(0), 3, 3);
  }

  @Test
  void componentsThatAnEquationDoesNotUseAreNotSwept() {
    JetTables t = tables("x", "y");
    List<Seed> one = List.of(seed(t, U, "y"));
    EquationSweeps sweeps = EquationSweeps.together(t, List.of(one, one));
    assertThat(sweeps.outputs()).containsExactly(U);
    isCarried(sweeps.carried().get(0), 3, 1, -1, 0);
  }

  @Test
  void aDerivativeThatAHigherOneReachesIsSwept() {
    JetTables t = tables("xx", "y");
    List<Seed> one = List.of(seed(t, U, "y"), seed(t, U, "xx"));
    EquationSweeps sweeps = EquationSweeps.together(t, List.of(one, one));
    int y = t.layout().indexOf(index("y"));
    int x = t.layout().indexOf(index("x"));
    assertThat(x).isLessThan(y);
    assertThat(sweeps.outputs()).containsExactly(U);
    isCarried(sweeps.carried().get(0), 4, 2, 0, 0);
  }

  @Test
  void anEquationThatDoesNotUseTheNetworkCarriesNothing() {
    JetTables t = tables("x");
    EquationSweeps sweeps =
        EquationSweeps.together(t, List.of(List.of(seed(t, U, "x")), List.of()));
    assertThat(sweeps.carried().get(1).isEmpty()).isTrue();
  }
}
