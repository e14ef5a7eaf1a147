package org.poise.problem;

import org.poise.formula.Expr;

/**
 * An equation residual = 0 on a point set; one block of the residual map.
 *
 * @param name unique in the problem
 * @param on the name of the point set
 * @param text the residual as it was written
 * @param residual the residual with every definition expanded; {@code FieldJet.field} is an index
 *     into {@link Problem#fields()}
 * @param group the group of equations that share one weight; the name where there is no other
 */
public record Equation(String name, String on, String text, Expr residual, String group) {}
