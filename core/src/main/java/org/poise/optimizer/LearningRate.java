package org.poise.optimizer;

import org.jspecify.annotations.Nullable;

/** Learning rates by step. */
final class LearningRate {
  private LearningRate() {}

  /** rate · decay(t) · min(1, (t + 1)/warmup) at step t = 0, 1, … of the optimiser's own steps. */
  static double at(double rate, @Nullable Decay decay, int warmup, long t) {
    double decayed = decay == null ? rate : rate * decay.at(t);
    return t + 1 < warmup ? decayed * ((double) (t + 1) / warmup) : decayed;
  }

  /**
   * The factor that brings a gradient of that Euclidean norm down to the limit; 1 without a limit.
   */
  static double clipFactor(double clip, double norm) {
    return clip > 0 && norm > clip ? clip / norm : 1;
  }
}
