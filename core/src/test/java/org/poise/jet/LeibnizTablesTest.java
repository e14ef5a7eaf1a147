package org.poise.jet;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.poise.jet.LeibnizTables.Term;

class LeibnizTablesTest {
  /** (ab)_xxt = a b_xxt + b a_xxt + 2 a_x b_xt + 2 a_xt b_x + a_t b_xx + a_xx b_t. */
  @Test
  void productsOfMixedDerivatives() {
    MultiIndex xxt = MultiIndex.of(2, 1);
    JetLayout layout = JetLayout.closure(2, List.of(xxt));
    int c = layout.indexOf(xxt);
    List<Term> terms =
        LeibnizTables.of(layout).terms().stream().filter(t -> t.component() == c).toList();
    assertThat(terms)
        .containsExactlyInAnyOrder(
            term(layout, c, 1, 0, 0),
            term(layout, c, 2, 1, 0),
            term(layout, c, 1, 2, 0),
            term(layout, c, 1, 0, 1),
            term(layout, c, 2, 1, 1),
            term(layout, c, 1, 2, 1));
    assertThat(LeibnizTables.of(layout).terms()).contains(new Term(0, 1, 0, 0));
  }

  private static Term term(JetLayout layout, int c, double count, int x, int t) {
    int left = layout.indexOf(MultiIndex.of(x, t));
    return new Term(c, count, left, layout.indexOf(MultiIndex.of(2 - x, 1 - t)));
  }

  @Test
  void countsAreBinomialCoefficients() {
    JetLayout layout = JetLayout.closure(1, List.of(MultiIndex.of(4)));
    assertThat(
            LeibnizTables.of(layout).terms().stream()
                .filter(t -> t.component() == 4)
                .mapToDouble(Term::count))
        .containsExactly(1.0, 4.0, 6.0, 4.0, 1.0);
  }
}
