/**
 * Formulas of residuals: text is parsed into expressions, expressions are differentiated
 * symbolically, and the equations of one point set are compiled into one program that evaluates
 * them and their first partial derivatives.
 */
@NullMarked
package org.poise.formula;

import org.jspecify.annotations.NullMarked;
