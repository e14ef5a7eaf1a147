package org.poise.network;

/**
 * What happens to a network's inputs before its first layer. Only {@link FourierFeatures} may have
 * parameters that are trained.
 */
public sealed interface Embedding permits PeriodicEmbedding, FourierFeatures {
  /** How many numbers come out when so many go in. */
  int outputs(int inputs);
}
