package org.poise.app;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.poise.ntk.ResidualDecay;
import org.poise.ntk.Spectrum;
import org.poise.residual.Block;

/** A study of a kernel as summary.json. A number that is not finite is null. */
final class NtkSummary {
  private NtkSummary() {}

  static ObjectNode json(
      NtkStudy study,
      String at,
      @Nullable NtkDrift drift,
      @Nullable WidthStudy widths,
      @Nullable EstimatorStudy estimators) {
    ObjectNode root = Json.object().put("problem", study.experiment().problem().title());
    root.put("at", at);
    root.put("rows", study.kernel().rows()).put("parameters", study.theta().length);
    ArrayNode blocks = root.putArray("blocks");
    double[] traces = study.kernel().traces();
    double trace = 0;
    for (int i = 0; i < traces.length; i++) {
      Block block = study.kernel().blocks().blocks().get(i);
      ObjectNode node = blocks.addObject().put("name", block.name()).put("group", block.group());
      node.put("rows", block.count()).put("trace", traces[i]);
      spectrum(node, study.spectra().blocks().get(i));
      trace += traces[i];
    }
    spectrum(root.putObject("kernel").put("trace", trace), study.spectra().whole());
    ObjectNode weighted = root.putObject("weighted");
    spectrum(weighted, study.spectra().weighted());
    Json.number(weighted, "largestRate", study.spectra().largestRate());
    weights(root, study.weights());
    root.set("lookAlikes", EstimatorSummary.json(study.lookAlikes()));
    Json.number(root, "alignment", NtkTables.alignment(study));
    if (drift != null) {
      drift(root.putObject("drift"), drift);
    }
    if (study.decay() != null) {
      decay(root.putObject("decay"), study.decay());
    }
    if (widths != null) {
      widths(root.putObject("widths"), widths);
    }
    if (estimators != null) {
      root.set("estimators", EstimatorSummary.json(estimators));
    }
    root.putObject("seconds")
        .put("kernel", study.kernelSeconds())
        .put("spectra", study.spectraSeconds());
    root.put("seed", study.experiment().seed()).put("version", Version.number());
    return root;
  }

  private static void spectrum(ObjectNode node, Spectrum spectrum) {
    Json.number(node, "largest", spectrum.largest());
    Json.number(node, "smallest", spectrum.smallest());
    node.put("aboveRounding", spectrum.aboveRounding());
    Json.number(node, "condition", spectrum.condition());
    Json.number(node, "effectiveRank", spectrum.effectiveRank());
  }

  private static void weights(ObjectNode root, NtkWeights weights) {
    ObjectNode node = root.putObject("weights");
    node.put("used", weights.source());
    List<String> groups = weights.groups().names();
    ObjectNode lambda = node.putObject("lambda");
    ObjectNode wang = node.putObject("wang");
    ObjectNode jaxpi = node.putObject("jaxpi");
    for (int g = 0; g < groups.size(); g++) {
      Json.number(lambda, groups.get(g), weights.used()[g]);
      Json.number(wang, groups.get(g), weights.wang()[g]);
      Json.number(jaxpi, groups.get(g), weights.jaxpi()[g]);
    }
  }

  private static void drift(ObjectNode node, NtkDrift drift) {
    Json.number(node, "kernel", drift.kernel());
    Json.number(node, "parameters", drift.parameters());
  }

  private static void decay(ObjectNode node, ResidualDecay decay) {
    node.put("rate", decay.rate()).put("steps", decay.norms().length - 1);
    Json.numbers(node.putArray("norms"), decay.norms());
    Json.numbers(node.putArray("predictedNorms"), decay.predictedNorms());
    Json.numbers(node.putArray("start"), decay.start());
    Json.numbers(node.putArray("end"), decay.end());
    Json.numbers(node.putArray("predicted"), decay.predicted());
  }

  private static void widths(ObjectNode node, WidthStudy study) {
    node.put("steps", study.steps());
    ArrayNode rows = node.putArray("rows");
    for (WidthStudy.Row row : study.rows()) {
      ObjectNode each = rows.addObject();
      each.put("width", row.width()).put("parameters", row.parameters());
      drift(each.putObject("drift"), row.drift());
      Json.number(each, "largestRate", 2 / row.largest());
    }
    ObjectNode exponent = node.putObject("exponent");
    Json.number(exponent, "kernel", study.exponent(NtkDrift::kernel));
    Json.number(exponent, "parameters", study.exponent(NtkDrift::parameters));
  }
}
