package org.poise.residual.internal;

/**
 * Which adjoints of a network's channels the backward sweep of an equation carries.
 *
 * @param channels the first ones; the adjoints of all others are zero
 * @param swept those of the first ones that go through the layers' products
 * @param outputs for each of the others, whose adjoints are multiples of an output's gradient, the
 *     place of this among those that are shared; −1 where they are zero
 */
record Carried(int channels, int swept, int[] outputs) {
  private static final int[] NO_OUTPUTS = {};

  /** All through the products, the first channels alone. */
  static Carried first(int channels) {
    return new Carried(channels, channels, NO_OUTPUTS);
  }

  /** Whether the equation does not use the network. */
  boolean isEmpty() {
    return channels == 0;
  }

  /** The output of a channel from {@code swept} on. */
  int output(int channel) {
    return outputs[channel - swept];
  }
}
