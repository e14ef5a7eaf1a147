package org.poise.training;

import java.util.ArrayList;
import java.util.List;
import java.util.StringJoiner;
import java.util.stream.IntStream;
import org.poise.ntk.KernelSpectra;
import org.poise.ntk.Spectrum;

/**
 * A report on the tangent kernel at one step, on points fixed at the start; NaN where there is
 * nothing to say.
 *
 * @param step steps taken
 * @param spectra of K, of Λ^½ K Λ^½ with the weights in force, and of every block
 * @param kernelDrift ‖K − K_0‖_F / ‖K_0‖_F
 * @param parameterDrift ‖θ − θ_0‖ / ‖θ_0‖
 * @param weightDrift ‖λ − λ_0‖ / ‖λ_0‖ over the weights of the groups
 * @param alignment rᵀKr / (‖K‖_F ‖r‖²)
 * @param norm ‖Λ^½ r‖
 * @param predictedNorm the same as the kernel of the report before predicts it for gradient descent
 */
public record NtkMetrics(
    long step,
    KernelSpectra spectra,
    double kernelDrift,
    double parameterDrift,
    double weightDrift,
    double alignment,
    double norm,
    double predictedNorm) {

  /** Eigenvalues of a spectrum that are kept in ntk-spectra.csv, about. */
  private static final int KEPT = 100;

  /** The columns of ntk.csv. */
  public static List<String> columns(List<String> blocks) {
    List<String> columns = new ArrayList<>(List.of("step"));
    List<String> matrices = new ArrayList<>(List.of("kernel", "weighted"));
    blocks.forEach(block -> matrices.add("block." + block));
    for (String matrix : matrices) {
      for (String figure :
          List.of("largest", "smallest", "aboveRounding", "condition", "effectiveRank")) {
        columns.add(matrix + "." + figure);
      }
    }
    columns.addAll(
        List.of("largestRate", "drift.kernel", "drift.parameters", "drift.weights", "alignment"));
    columns.addAll(List.of("norm", "predictedNorm"));
    return columns;
  }

  /** One line of ntk.csv, without its end. */
  String csv() {
    StringJoiner line = new StringJoiner(",").add(Long.toString(step));
    add(line, spectra.whole());
    add(line, spectra.weighted());
    spectra.blocks().forEach(block -> add(line, block));
    add(line, spectra.largestRate());
    add(line, kernelDrift);
    add(line, parameterDrift);
    add(line, weightDrift);
    add(line, alignment);
    add(line, norm);
    add(line, predictedNorm);
    return line.toString();
  }

  /**
   * The columns of ntk-spectra.csv, {@code kernel.K} and {@code weighted.K} for the K-th largest
   * eigenvalue.
   *
   * @param rows N
   */
  static List<String> spectraColumns(int rows) {
    List<String> columns = new ArrayList<>(List.of("step"));
    for (String matrix : List.of("kernel.", "weighted.")) {
      IntStream.of(Spectrum.spread(rows, KEPT)).forEach(k -> columns.add(matrix + (k + 1)));
    }
    return columns;
  }

  /** One line of ntk-spectra.csv, without its end; a cell is empty where there is rounding. */
  String spectraCsv() {
    StringJoiner line = new StringJoiner(",").add(Long.toString(step));
    for (Spectrum spectrum : List.of(spectra.whole(), spectra.weighted())) {
      int above = spectrum.aboveRounding();
      for (int k : Spectrum.spread(spectrum.values().length, KEPT)) {
        add(line, k < above ? spectrum.values()[k] : Double.NaN);
      }
    }
    return line.toString();
  }

  private static void add(StringJoiner line, Spectrum spectrum) {
    add(line, spectrum.largest());
    add(line, spectrum.smallest());
    line.add(Integer.toString(spectrum.aboveRounding()));
    add(line, spectrum.condition());
    add(line, spectrum.effectiveRank());
  }

  private static void add(StringJoiner line, double value) {
    line.add(Double.isFinite(value) ? Double.toString(value) : "");
  }
}
