package org.poise.problem;

import org.poise.formula.Expr;

/**
 * A formula as it was written and as it was understood.
 *
 * @param text the formula's text
 * @param expression the same with every definition expanded, so that its fields are outputs of
 *     networks
 */
public record Formula(String text, Expr expression) {
  @Override
  public String toString() {
    return text;
  }
}
