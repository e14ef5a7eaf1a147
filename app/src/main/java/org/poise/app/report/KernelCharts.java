package org.poise.app.report;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.IntStream;
import org.poise.training.History;

/** The reports on the tangent kernel of a training, as charts over steps. */
final class KernelCharts {
  /** Reports of a curve beyond which it is thinned. */
  private static final int MOST = 1000;

  private final History rows;
  private final int[] kept;
  private final double[] steps;
  private final ArrayNode charts;

  private KernelCharts(History rows, ArrayNode charts) {
    this.rows = rows;
    this.charts = charts;
    int count = rows.rows().size();
    int every = Math.ceilDiv(count, MOST);
    kept = IntStream.range(0, count).filter(i -> i % every == 0 || i == count - 1).toArray();
    steps = column("step");
  }

  /**
   * Writes what there is to show.
   *
   * @param rows ntk.csv
   * @param spectra ntk-spectra.csv
   */
  static void write(History rows, History spectra, ObjectNode data) {
    if (rows.rows().isEmpty() || spectra.rows().isEmpty()) {
      return;
    }
    ObjectNode kernel = data.putObject("kernel");
    double rate = rows.column("largestRate")[rows.rows().size() - 1];
    String rounding =
        "On points fixed at the start. Eigenvalues below 10⁻¹⁰ λ_max are rounding and left out.";
    kernel.put(
        "note",
        Double.isFinite(rate)
            ? rounding
                + " At the last report gradient descent is stable for rates below 2/λ_max = "
                + Figures.few(rate)
                + "."
            : rounding);
    KernelCharts all = new KernelCharts(rows, kernel.putArray("charts"));
    all.spectra(spectra, "Eigenvalues of K", "kernel.");
    all.spectra(spectra, "Eigenvalues of Λ^½KΛ^½", "weighted.");
    all.overSteps("Drift", "since the first report", all.drifts());
    all.overSteps("Largest eigenvalue", "λ_max", all.matrices(".largest"));
    all.overSteps("Condition", "λ_max/λ_min above rounding", all.matrices(".condition"));
    all.overSteps(
        "Effective rank", "of the eigenvalues above rounding", all.matrices(".effectiveRank"));
    all.overSteps(
        "Alignment", "rᵀKr/(‖K‖‖r‖²)", Map.of("K with the residuals", all.column("alignment")));
    if (Arrays.stream(rows.column("predictedNorm")).anyMatch(Double::isFinite)) {
      all.overSteps(
          "Decay", "‖Λ^½r‖, and what the kernel of the report before predicts", all.decay());
    }
  }

  private double[] column(String name) {
    double[] column = rows.column(name);
    return Arrays.stream(kept).mapToDouble(i -> column[i]).toArray();
  }

  private Map<String, double[]> drifts() {
    Map<String, double[]> drifts = new LinkedHashMap<>();
    drifts.put("K", column("drift.kernel"));
    drifts.put("θ", column("drift.parameters"));
    drifts.put("weights", column("drift.weights"));
    // Weights that stay have no place on an axis of logarithms.
    drifts.values().removeIf(drift -> Arrays.stream(drift).noneMatch(value -> value > 0));
    return drifts;
  }

  private Map<String, double[]> matrices(String figure) {
    Map<String, double[]> matrices = new LinkedHashMap<>();
    matrices.put("K", column("kernel" + figure));
    matrices.put("Λ^½KΛ^½", column("weighted" + figure));
    for (String name : rows.columns()) {
      if (name.startsWith("block.") && name.endsWith(figure)) {
        String block = name.substring("block.".length(), name.length() - figure.length());
        matrices.put(block, column(name));
      }
    }
    return matrices;
  }

  private Map<String, double[]> decay() {
    Map<String, double[]> decay = new LinkedHashMap<>();
    decay.put("seen", column("norm"));
    decay.put("predicted", column("predictedNorm"));
    return decay;
  }

  private void overSteps(String title, String note, Map<String, double[]> curves) {
    if (curves.isEmpty()) {
      return;
    }
    ArrayNode series = Curves.chart(charts, title, note, "step", false);
    curves.forEach((name, values) -> Curves.series(series, name, steps, values));
  }

  /** Of the first report, of the one in the middle and of the last. */
  private void spectra(History spectra, String title, String prefix) {
    String[] names =
        spectra.columns().stream().filter(c -> c.startsWith(prefix)).toArray(String[]::new);
    double[] indices =
        Arrays.stream(names)
            .mapToDouble(name -> Integer.parseInt(name.substring(prefix.length())))
            .toArray();
    int from = spectra.columns().indexOf(names[0]);
    int last = spectra.rows().size() - 1;
    ArrayNode series =
        Curves.chart(charts, title, "at the first, the middle and the last report", "index", true);
    Arrays.stream(new int[] {0, last / 2, last})
        .distinct()
        .mapToObj(spectra.rows()::get)
        .forEach(row -> {
          double[] values =
              Arrays.stream(row, from, from + names.length).takeWhile(Double::isFinite).toArray();
          Curves.series(
              series, "step " + (long) row[0], Arrays.copyOf(indices, values.length), values);
        });
  }
}
