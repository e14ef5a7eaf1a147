package org.poise.residual.internal;

import java.util.ArrayList;
import java.util.List;

/**
 * What one backward sweep carries for all equations of a point set: planes of adjoints
 * [point][unit] in each layer's region. First come those that pass the layers' products, each
 * equation's swept channels and the gradients of outputs; then the multiples of these gradients
 * (see {@link EquationSweeps}), and for each channel the sum over the equations, which goes into
 * the gradient.
 */
final class SystemPlanes {
  private final List<Integer> outputs;
  private final int[][] planes;
  private final List<Integer> multiples = new ArrayList<>();
  private final int swept;
  private final int channels;

  /**
   * Lays out the planes.
   *
   * @param channels of the network's jets
   */
  SystemPlanes(EquationSweeps sweeps, int channels) {
    List<Carried> equations = sweeps.carried();
    outputs = sweeps.outputs();
    this.channels = channels;
    planes = new int[equations.size()][];
    int next = 0;
    for (int e = 0; e < planes.length; e++) {
      planes[e] = new int[equations.get(e).channels()];
      for (int c = 0; c < equations.get(e).swept(); c++) {
        planes[e][c] = next++;
      }
    }
    swept = next;
    next = passed();
    for (int e = 0; e < planes.length; e++) {
      Carried carried = equations.get(e);
      for (int c = carried.swept(); c < carried.channels(); c++) {
        planes[e][c] = next++;
        // What is zero is any plane times zero.
        multiples.add(Math.max(0, gradient(carried.output(c))));
      }
    }
  }

  int equations() {
    return planes.length;
  }

  /** How many channels an equation carries, the first ones. */
  int channels(int equation) {
    return planes[equation].length;
  }

  /** The plane of a channel of an equation. */
  int plane(int equation, int channel) {
    return planes[equation][channel];
  }

  /** How many planes pass the products. */
  int passed() {
    return swept + outputs.size();
  }

  /** The outputs whose gradients there are. */
  List<Integer> outputs() {
    return outputs;
  }

  /** The plane of the k-th output's gradient. */
  int gradient(int k) {
    return swept + k;
  }

  /** The planes of which the multiples are a number for each point times what is there. */
  List<Integer> multiples() {
    return multiples;
  }

  /** The place of a plane among the {@link #multiples}, or −1. */
  int multiple(int plane) {
    int first = passed();
    return plane >= first && plane < first + multiples.size() ? plane - first : -1;
  }

  /** The plane of a channel's sum over the equations. */
  int sum(int channel) {
    return passed() + multiples.size() + channel;
  }

  /** How many planes there are. */
  int count() {
    return sum(channels);
  }
}
