package org.poise.weighting;

import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.poise.ntk.TraceEstimate;

/** A weighting scheme at work. It owns its working arrays. */
public interface Weigher {

  /** Steps between updates, counted over the whole training; 0 if those of step 0 stay. */
  int every();

  /**
   * Whether an update has to come before the gradient of the step itself, from a sweep of the
   * residuals of its own. Without it, the update comes with that gradient, and holds from the next
   * step on.
   */
  default boolean comesFirst() {
    return false;
  }

  /**
   * Whether the next update uses row norms, which the gradient's sweep brings nearly for nothing.
   */
  default boolean wantsRowNorms() {
    return false;
  }

  /**
   * Looks at a point and changes the weights.
   *
   * @throws ZeroTraceException if a group's weight cannot be found since its residuals do not
   *     depend on the parameters
   */
  void update(WeighingPoint at, Weights weights);

  /** The traces that the last update was made from; null for a scheme without traces. */
  default @Nullable TraceEstimate traces() {
    return null;
  }

  /** How the traces are found; null for a scheme without traces. */
  default @Nullable String estimator() {
    return null;
  }

  /** Copies of all that later updates depend on beside the weights, by name. */
  Map<String, double[]> save();

  /** Continues from a saved state of the same scheme. */
  void restore(Map<String, double[]> state);
}
