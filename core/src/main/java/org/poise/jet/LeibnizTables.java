package org.poise.jet;

import java.util.ArrayList;
import java.util.List;

/**
 * Leibniz' rule for a jet layout, compiled to a table: for c = a b,
 *
 * <pre>  c_α = Σ_{β ≤ α} Π_i (α_i choose β_i) a_β b_{α−β} </pre>
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
    for (int c = 0; c < layout.size(); c++) {
      MultiIndex alpha = layout.component(c);
      for (int b = 0; b < layout.size(); b++) {
        MultiIndex beta = layout.component(b);
        double count = count(alpha, beta);
        if (count > 0) {
          terms.add(new Term(c, count, b, layout.indexOf(alpha.minus(beta))));
        }
      }
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
