package org.poise.training;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.poise.ntk.Spectrum;

/** The summary of a training as JSON. A number that is not finite is null. */
public final class Summary {
  private static final ObjectMapper JSON = new ObjectMapper();

  private static final String OUTCOME = "outcome";

  private Summary() {}

  /**
   * The text of summary.json.
   *
   * @param trainer what trained
   * @param outcome how it ended
   * @param version version of the program
   */
  public static String json(Trainer trainer, Outcome outcome, String version) {
    TrainingState state = outcome.result().state();
    Metrics metrics = outcome.result().metrics();
    MetricNames names = trainer.names();
    ObjectNode root = JSON.createObjectNode();
    root.put(OUTCOME, outcome.label());
    root.put("message", outcome.message());
    root.put("problem", trainer.experiment().problem().title());
    root.put("steps", state.step());
    number(root, "seconds", state.seconds());
    number(root, "weightSeconds", state.weightSeconds());
    if (trainer.experiment().ntkReport() != null) {
      number(root, "ntkSeconds", state.ntkSeconds());
    }
    number(root, "loss", metrics.loss());
    numbers(root, "losses", names.blocks(), metrics.losses());
    numbers(root, "weights", names.groups(), metrics.weights());
    numbers(root, "traces", names.blocks(), metrics.traces());
    if (state.weights().standardErrors() != null) {
      numbers(root, "traceErrors", names.blocks(), state.weights().standardErrors());
    }
    WeightReport weighing = outcome.result().weighing();
    if (weighing.estimator() != null) {
      root.put("estimator", weighing.estimator());
    }
    if (weighing.warning() != null) {
      root.put("warning", weighing.warning());
    }
    numbers(root, "heldOut", names.blocks(), metrics.heldOut());
    ObjectNode errors = root.putObject("errors");
    for (int i = 0; i < names.errors().size(); i++) {
      ObjectNode error = errors.putObject(names.errors().get(i));
      number(error, "relL2", metrics.relL2()[i]);
      number(error, "max", metrics.max()[i]);
    }
    numbers(root, "coefficients", names.coefficients(), metrics.coefficients());
    NtkMetrics ntk = outcome.result().ntk();
    if (ntk != null) {
      ntk(root.putObject("ntk"), names, ntk);
    }
    Best best = outcome.result().best();
    if (best != null) {
      ObjectNode node = root.putObject("best");
      node.put("step", best.step());
      node.put("measure", metrics.monitorName());
      number(node, "value", best.value());
    }
    root.put("seed", trainer.experiment().seed());
    root.put("threads", trainer.threads());
    root.put("precision", "double");
    root.put("parameters", state.theta().length);
    root.put("version", version);
    return root.toPrettyString() + "\n";
  }

  /** The last report; the names are those of {@code poise ntk --json}. */
  private static void ntk(ObjectNode root, MetricNames names, NtkMetrics ntk) {
    root.put("step", ntk.step());
    root.put("rows", ntk.spectra().whole().values().length);
    spectrum(root.putObject("kernel"), ntk.spectra().whole());
    ObjectNode weighted = root.putObject("weighted");
    spectrum(weighted, ntk.spectra().weighted());
    number(weighted, "largestRate", ntk.spectra().largestRate());
    ObjectNode blocks = root.putObject("blocks");
    for (int i = 0; i < names.blocks().size(); i++) {
      spectrum(blocks.putObject(names.blocks().get(i)), ntk.spectra().blocks().get(i));
    }
    ObjectNode drift = root.putObject("drift");
    number(drift, "kernel", ntk.kernelDrift());
    number(drift, "parameters", ntk.parameterDrift());
    number(drift, "weights", ntk.weightDrift());
    number(root, "alignment", ntk.alignment());
    number(root, "norm", ntk.norm());
    number(root, "predictedNorm", ntk.predictedNorm());
  }

  private static void spectrum(ObjectNode node, Spectrum spectrum) {
    number(node, "largest", spectrum.largest());
    number(node, "smallest", spectrum.smallest());
    node.put("aboveRounding", spectrum.aboveRounding());
    number(node, "condition", spectrum.condition());
    number(node, "effectiveRank", spectrum.effectiveRank());
  }

  /** Whether a text of {@link #json} is that of a training that is over, not interrupted. */
  static boolean saysEnded(String json) {
    try {
      String outcome = JSON.readTree(json).path(OUTCOME).asText();
      return !outcome.isEmpty() && !outcome.equals("interrupted");
    } catch (JsonProcessingException e) {
      return false;
    }
  }

  private static void numbers(
      ObjectNode root, String name, List<String> names, double @Nullable [] values) {
    ObjectNode node = root.putObject(name);
    for (int i = 0; values != null && i < names.size(); i++) {
      number(node, names.get(i), values[i]);
    }
  }

  private static void number(ObjectNode node, String name, double value) {
    if (Double.isFinite(value)) {
      node.put(name, value);
    } else {
      node.putNull(name);
    }
  }
}
