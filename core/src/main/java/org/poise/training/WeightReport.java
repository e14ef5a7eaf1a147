package org.poise.training;

import org.jspecify.annotations.Nullable;

/**
 * How the weights were found.
 *
 * @param estimator how the traces were; null for a scheme without traces
 * @param warning what the estimator warns of, as a sentence; null if nothing
 */
public record WeightReport(@Nullable String estimator, @Nullable String warning) {}
