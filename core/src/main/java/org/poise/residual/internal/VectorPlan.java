package org.poise.residual.internal;

/**
 * A small array of parameters, with respect to which a residual's own gradient is an explicit
 * vector: scales, slopes, biases of factored layers.
 *
 * @param index its place among those of all networks
 * @param offset where it lies in θ
 * @param width its length
 */
record VectorPlan(int index, int offset, int width) {}
