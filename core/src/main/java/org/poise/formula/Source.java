package org.poise.formula;

/** Where an operand of a residual program lies: planes first, then scalars. */
enum Source {
  REGISTER,
  SLOT,
  COORDINATE,
  COEFFICIENT,
  CONSTANT
}
