package org.poise.jet;

import java.util.ArrayList;
import java.util.List;

/**
 * Leibniz' rule for a jet layout, compiled to a table: for c = a b,
 *
 * <pre>  c_α = Σ_{β ≤ α} Π_i (α_i choose β_i) a_β b_{α−β} </pre>
 *
 * For a component Σ w_α u_α the terms between the ends β = 0 and β = α are summed with the weights.
 */
public final class LeibnizTables {
  /**
   * One product: {@code count · a_left · b_right}.
   *
   * @param component the component of c that the term adds to
   * @param count product of binomial coefficients
   * @param left component of a
   * @param right component of b
   */
  public record Term(int component, double count, int left, int right) {}

  private final List<Term> terms;

  private LeibnizTables(List<Term> terms) {
    this.terms = List.copyOf(terms);
  }

  /** The table for a layout. */
  public static LeibnizTables of(JetLayout layout) {
    List<Term> terms = new ArrayList<>();
    terms.add(new Term(0, 1, 0, 0));
    for (int c = 1; c < layout.size(); c++) {
      // The ends of the sums of all derivatives together give a_0 b_c and a_c b_0.
      terms.add(new Term(c, 1, 0, c));
      for (Functional.Term term : layout.component(c).terms()) {
        MultiIndex alpha = term.alpha();
        for (int b = 1; b < layout.size(); b++) {
          MultiIndex beta = layout.component(b).first();
          double count = count(alpha, beta);
          if (count > 0 && !beta.equals(alpha)) {
            int rest = layout.indexOf(alpha.minus(beta));
            terms.add(new Term(c, term.weight() * count, b, rest));
          }
        }
      }
      terms.add(new Term(c, 1, c, 0));
    }
    return new LeibnizTables(terms);
  }

  /** Π_i (α_i choose β_i); 0 unless β ≤ α. */
  private static double count(MultiIndex alpha, MultiIndex beta) {
    double count = 1;
    for (int i = 0; i < alpha.dimension(); i++) {
      int n = alpha.get(i);
      int k = beta.get(i);
      if (k > n) {
        return 0;
      }
      for (int j = 0; j < k; j++) {
        count = count * (n - j) / (j + 1);
      }
    }
    return count;
  }

  /** The terms, component by component. */
  public List<Term> terms() {
    return terms;
  }
}
