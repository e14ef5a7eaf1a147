package org.poise.training;

import java.util.Arrays;
import java.util.StringJoiner;
import org.jspecify.annotations.Nullable;

/**
 * What is measured at one step; the arrays follow {@link MetricNames} and are not to be changed.
 *
 * @param step steps taken
 * @param seconds training time, over all resumptions
 * @param loss L = Σ_i λ_i (1/N_i) Σ_j r_ij² on the training points
 * @param losses (1/N_i) Σ_j r_ij² on the training points, one for each block
 * @param weights weights λ in force, one for each group
 * @param traces Tr K_ii of each block, as last measured for the weights; null if they never were
 * @param heldOut the losses of the blocks on points of their own; null without such points
 * @param relL2 ‖u − u*‖₂ / ‖u*‖₂ of each quantity with a reference u*; the root mean square of u
 *     where u* is zero everywhere
 * @param max greatest |u − u*| of each quantity with a reference
 * @param coefficients values of the trainable coefficients
 */
public record Metrics(
    long step,
    double seconds,
    double loss,
    double[] losses,
    double[] weights,
    double @Nullable [] traces,
    double @Nullable [] heldOut,
    double[] relL2,
    double[] max,
    double[] coefficients) {

  /**
   * The value that decides which model is the best, when patience runs out, and whether the target
   * is reached: the largest relative L2 error over the quantities with a reference; without a
   * reference, the sum of the held-out losses (all weights 1, so that it compares over steps);
   * without held-out points, the sum of the training losses.
   */
  public double monitor() {
    if (relL2.length > 0) {
      double largest = 0;
      for (double error : relL2) {
        largest = Math.max(largest, error);
      }
      return largest;
    }
    double sum = 0;
    for (double value : heldOut != null ? heldOut : losses) {
      sum += value;
    }
    return sum;
  }

  /** What {@link #monitor} is, in words. */
  public String monitorName() {
    if (relL2.length > 0) {
      return "relative L2 error";
    }
    return heldOut != null ? "held-out loss" : "loss";
  }

  /** The values in words, in the order of the components. */
  @Override
  public String toString() {
    StringJoiner words = new StringJoiner(", ", "step " + step + ": ", "");
    words.add("seconds " + seconds).add("loss " + loss);
    add(words, "losses", losses);
    add(words, "weights", weights);
    add(words, "traces", traces);
    add(words, "heldOut", heldOut);
    add(words, "relL2", relL2);
    add(words, "max", max);
    add(words, "coefficients", coefficients);
    return words.toString();
  }

  private static void add(StringJoiner words, String name, double @Nullable [] values) {
    if (values != null && values.length > 0) {
      words.add(name + " " + Arrays.toString(values));
    }
  }

  /** One line of metrics.csv, without its end. A cell is empty where nothing was measured. */
  String csv() {
    StringJoiner line = new StringJoiner(",");
    line.add(Long.toString(step)).add(Double.toString(seconds)).add(Double.toString(loss));
    add(line, losses, losses.length);
    add(line, weights, weights.length);
    add(line, traces, losses.length);
    add(line, heldOut, losses.length);
    for (int i = 0; i < relL2.length; i++) {
      line.add(Double.toString(relL2[i])).add(Double.toString(max[i]));
    }
    add(line, coefficients, coefficients.length);
    return line.toString();
  }

  private static void add(StringJoiner line, double @Nullable [] values, int count) {
    for (int i = 0; i < count; i++) {
      line.add(values == null ? "" : Double.toString(values[i]));
    }
  }
}
