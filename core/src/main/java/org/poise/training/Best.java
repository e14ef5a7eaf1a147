package org.poise.training;

/**
 * The best parameters so far.
 *
 * @param step step at which they were measured
 * @param value the monitored value there ({@link Metrics#monitor})
 * @param theta θ [p]
 */
public record Best(long step, double value, double[] theta) {}
