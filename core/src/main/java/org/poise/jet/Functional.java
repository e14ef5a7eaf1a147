package org.poise.jet;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.List;

/**
 * A linear combination Σ w_α u_α of partial derivatives with constant weights: one component of a
 * jet.
 *
 * @param terms at least one; the first derivative names the component
 */
public record Functional(List<Term> terms) {
  /** One summand w_α u_α. */
  public record Term(double weight, MultiIndex alpha) {}

  public Functional {
    terms = List.copyOf(terms);
    if (terms.isEmpty()) {
      throw new IllegalArgumentException("a linear combination of derivatives needs a derivative");
    }
  }

  /** A derivative alone. */
  public static Functional of(MultiIndex alpha) {
    return new Functional(List.of(new Term(1, alpha)));
  }

  /** The derivative that names the component. */
  public MultiIndex first() {
    return terms.getFirst().alpha();
  }

  /** Whether this is a derivative alone, with weight 1. */
  public boolean plain() {
    return terms.size() == 1 && terms.getFirst().weight() == 1;
  }

  /** The highest total order of a derivative. */
  public int order() {
    return terms.stream().mapToInt(t -> t.alpha().order()).max().orElseThrow();
  }

  /** Whether a derivative of at most the first order takes part. */
  public boolean touchesFirstOrder() {
    return terms.stream().anyMatch(t -> t.alpha().order() <= 1);
  }

  /** The component in the subscripts of its derivatives, such as {@code tt - 4*xx}; 1 for u. */
  public String text(List<String> coordinates) {
    StringBuilder text = new StringBuilder();
    for (Term term : terms) {
      double size = Math.abs(term.weight);
      if (!text.isEmpty() || term.weight < 0) {
        text.append(text.isEmpty() ? "-" : term.weight < 0 ? " - " : " + ");
      }
      if (size != 1) {
        text.append(few(size)).append('*');
      }
      String suffix = term.alpha.suffix(coordinates);
      text.append(suffix.isEmpty() ? "1" : suffix);
    }
    return text.toString();
  }

  /** Three digits. */
  private static String few(double weight) {
    return new BigDecimal(weight).round(new MathContext(3)).stripTrailingZeros().toPlainString();
  }

  @Override
  public String toString() {
    return terms.toString();
  }
}
