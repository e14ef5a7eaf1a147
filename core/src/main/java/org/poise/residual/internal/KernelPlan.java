package org.poise.residual.internal;

import java.util.List;

/**
 * How K = J Jᵀ is formed from the layers' inputs and adjoints. With ã the input of a linear layer
 * in a channel, times the layer's scale and with a last entry 1 for the bias (0 in channels other
 * than values), and δ the adjoint of its output, ∂r_j/∂(W, b) = Σ_α ã_jα δ_jαᵀ, so that the layer
 * adds to K_jk either
 *
 * <ul>
 *   <li>the product of the gradients themselves, (in + 1) · out multiplications, or
 *   <li>Σ_{α,β} ⟨ã_jα, ã_kβ⟩ ⟨δ_jα, δ_kβ⟩, in + 1 + out + 1 multiplications for each pair of
 *       channels, which spares a wide layer the memory of its gradients too.
 * </ul>
 *
 * Each layer is formed in the way that takes fewer multiplications over all pairs of rows. A
 * factored layer has no bias in ã; its bias and its scales are small arrays, whose gradients are
 * multiplied.
 *
 * @param linears the layers
 * @param gram by layer, whether it is formed the second way
 * @param columns by layer that is not, the first of its columns in the rows of gradients
 * @param vectorColumns the first column of each small array of parameters there
 * @param coefficients number of trainable coefficients, whose columns come last
 * @param width columns in the rows of gradients
 * @param operations multiplications and additions of one kernel, from the factors on
 * @param bytes memory of the factors and of one panel of K
 */
public record KernelPlan(
    List<LinearPlan> linears,
    boolean[] gram,
    int[] columns,
    int[] vectorColumns,
    int coefficients,
    int width,
    double operations,
    double bytes) {

  private static final int PANEL_DOUBLES = 1 << 22;
  private static final int PANEL_ROWS = 256;

  /** Plans the kernel of point sets with so many points each. */
  static KernelPlan of(
      List<LinearPlan> linears,
      List<VectorPlan> vectors,
      int coefficients,
      List<SetPlan> sets,
      int[] points) {
    double[] rows = new double[linears.size()];
    double[] channels = new double[linears.size()];
    double all = 0;
    for (int s = 0; s < points.length; s++) {
      double count = (double) points[s] * sets.get(s).equations();
      all += count;
      for (NetworkSweep sweep : sets.get(s).sweeps()) {
        for (LinearPlan linear : sweep.plan().linears()) {
          rows[linear.index()] += count;
          channels[linear.index()] += count * sweep.channelsOf(linear);
        }
      }
    }
    boolean[] gram = new boolean[rows.length];
    int[] columns = new int[rows.length];
    int width = 0;
    double pairs = 0;
    double doubles = 0;
    for (LinearPlan linear : linears) {
      int l = linear.index();
      double gradient = (double) linear.gramInputs() * linear.out();
      double each = (double) linear.gramInputs() + linear.out();
      gram[l] = channels[l] * channels[l] * (each + 1) < rows[l] * rows[l] * gradient;
      columns[l] = width;
      if (gram[l]) {
        pairs += channels[l] * channels[l] * (each + 1);
        doubles += channels[l] * each;
      } else {
        width = Math.addExact(width, (int) gradient);
      }
    }
    int[] vectorColumns = new int[vectors.size()];
    for (VectorPlan vector : vectors) {
      vectorColumns[vector.index()] = width;
      width = Math.addExact(width, vector.width());
    }
    width = Math.addExact(width, coefficients);
    doubles += all * width + Math.min(all, panelRows(all)) * all;
    return new KernelPlan(
        linears,
        gram,
        columns,
        vectorColumns,
        coefficients,
        width,
        pairs + all * all * width,
        Double.BYTES * doubles);
  }

  /** Most rows of K in a panel, for N rows in all. */
  static int panelRows(double n) {
    return (int) Math.max(PANEL_ROWS, PANEL_DOUBLES / Math.max(1, n));
  }
}
