package org.poise.residual.internal;

import static org.poise.linalg.internal.Ops.OPS;

import org.jspecify.annotations.Nullable;

/**
 * A linear layer z = scale · a W + b, or without b: where its parameters lie in θ, and where their
 * packed copies lie.
 *
 * @param index its place among the layers of all networks
 * @param in inputs
 * @param out outputs
 * @param weight offset in θ of W [in × out]
 * @param bias offset in θ of b [out], or −1
 * @param scale 1, or 1/√in in the NTK parametrisation
 * @param last whether it is the network's last layer, which is narrow and works by dot products
 * @param forward offset of the packed W; of the transposed copy [out × in] in the last layer
 * @param backward offset of the packed Wᵀ
 * @param factored what the layer has besides where W = V diag(e^s) and the weight in θ is V; null
 *     for a plain layer
 */
record LinearPlan(
    int index,
    int in,
    int out,
    int weight,
    int bias,
    double scale,
    boolean last,
    int forward,
    int backward,
    @Nullable FactorPlan factored) {

  /** Whether there is b. */
  boolean isBiased() {
    return bias >= 0;
  }

  /** Whether b works along with W; that of a factored layer is a small array of its own. */
  boolean hasPlainBias() {
    return isBiased() && factored == null;
  }

  /** Inputs in the layer's Gram form: a plain bias is one of them. */
  int gramInputs() {
    return hasPlainBias() ? in + 1 : in;
  }

  /** Doubles that the packed copies take. */
  static int packedSize(int in, int out, boolean last) {
    return forwardSize(in, out, last) + OPS.packedSize(out, in);
  }

  static int forwardSize(int in, int out, boolean last) {
    return last ? in * out : OPS.packedSize(in, out);
  }

  void packForward(double[] theta, int thetaOff, double[] packed) {
    if (last) {
      for (int o = 0; o < out; o++) {
        for (int i = 0; i < in; i++) {
          packed[forward + o * in + i] = scale * theta[thetaOff + weight + i * out + o];
        }
      }
    } else {
      OPS.pack(in, out, scale, theta, thetaOff + weight, out, packed, forward);
    }
  }

  void packBackward(double[] theta, double[] packed) {
    OPS.packTransposed(out, in, scale, theta, weight, out, packed, backward);
  }
}
