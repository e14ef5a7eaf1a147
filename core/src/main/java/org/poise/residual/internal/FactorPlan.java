package org.poise.residual.internal;

/**
 * What a factored linear layer, z = scale · a V diag(e^s) + b, has beside its V.
 *
 * @param logScale where s lies
 * @param bias where b lies
 */
record FactorPlan(VectorPlan logScale, VectorPlan bias) {}
