package org.poise.training;

import org.jspecify.annotations.Nullable;

/**
 * Weights in force.
 *
 * @param updatedAt step of the last update; −1 before the first
 * @param weights λ, one for each group
 * @param traces Tr K_ii of each block as last measured; null if they never were
 */
public record WeightState(long updatedAt, double[] weights, double @Nullable [] traces) {}
