package org.poise.app.reproduce;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Arrays;
import org.poise.ntk.Spectrum;

/**
 * What {@link WeightedDescent} found.
 *
 * @param json as it was kept
 */
record DescentResult(JsonNode json) {

  /** A curve over the steps that were kept, or a value for each eigenvector. */
  double[] values(String name) {
    return Numbers.doubles(json.path(name));
  }

  private double only(String name) {
    return values(name)[0];
  }

  /** Eigenvalues of Λ_0^½K_0Λ_0^½ above rounding. */
  int modes() {
    return new Spectrum(values("eigenvalues")).aboveRounding();
  }

  /** The largest |seen / predicted − 1| over their rates; NaN if a rate could not be seen. */
  double deviation() {
    double[] seen = Arrays.copyOf(values("seenRates"), modes());
    return Numbers.largestDeviation(seen, values("predictedRates"));
  }

  /** The rate that the smallest eigenvalue above rounding predicts. */
  double slowestRate() {
    return values("predictedRates")[modes() - 1];
  }

  /** The rate at which ‖Λ_0^½r‖ falls over the last third of the steps. */
  double lateRate() {
    return only("lateRate");
  }

  /** ‖K−K_0‖/‖K_0‖ at the end. */
  double drift() {
    return only("drift");
  }

  /** The largest relative distance of a weight from its last value, over all steps. */
  double weightChange() {
    return only("weightChange");
  }

  /** The same over the second half of the steps. */
  double lateWeightChange() {
    return only("lateWeightChange");
  }

  boolean failed() {
    return json.path("failed").asBoolean();
  }

  /** Steps taken. */
  int taken() {
    return json.path("taken").asInt();
  }

  int parameters() {
    return json.path("parameters").asInt();
  }
}
