package org.poise.residual.internal;

import org.jspecify.annotations.Nullable;

/**
 * What a factored linear layer, z = scale · a V diag(e^s) + b, has beside its V.
 *
 * @param logScale where s lies
 * @param bias where b lies; null for a layer without b
 */
record FactorPlan(VectorPlan logScale, @Nullable VectorPlan bias) {}
