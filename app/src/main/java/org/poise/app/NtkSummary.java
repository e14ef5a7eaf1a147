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
      NtkStudy study, String at, @Nullable NtkDrift drift, @Nullable WidthStudy widths) {
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
    number(weighted, "largestRate", study.spectra().largestRate());
    weights(root, study.weights());
    number(root, "alignment", NtkTables.alignment(study));
    if (drift != null) {
      drift(root.putObject("drift"), drift);
    }
    if (study.decay() != null) {
      decay(root.putObject("decay"), study.decay());
    }
    if (widths != null) {
      widths(root.putObject("widths"), widths);
    }
    root.putObject("seconds")
        .put("kernel", study.kernelSeconds())
        .put("spectra", study.spectraSeconds());
    root.put("seed", study.experiment().seed()).put("version", Version.number());
    return root;
  }

  private static void spectrum(ObjectNode node, Spectrum spectrum) {
    number(node, "largest", spectrum.largest());
    number(node, "smallest", spectrum.smallest());
    node.put("aboveRounding", spectrum.aboveRounding());
    number(node, "condition", spectrum.condition());
    number(node, "effectiveRank", spectrum.effectiveRank());
  }

  private static void weights(ObjectNode root, NtkWeights weights) {
    ObjectNode node = root.putObject("weights");
    node.put("used", weights.source());
    List<String> groups = weights.groups().names();
    ObjectNode lambda = node.putObject("lambda");
    ObjectNode wang = node.putObject("wang");
    ObjectNode jaxpi = node.putObject("jaxpi");
    for (int g = 0; g < groups.size(); g++) {
      number(lambda, groups.get(g), weights.used()[g]);
      number(wang, groups.get(g), weights.wang()[g]);
      number(jaxpi, groups.get(g), weights.jaxpi()[g]);
    }
  }

  private static void drift(ObjectNode node, NtkDrift drift) {
    number(node, "kernel", drift.kernel());
    number(node, "parameters", drift.parameters());
  }

  private static void decay(ObjectNode node, ResidualDecay decay) {
    node.put("rate", decay.rate()).put("steps", decay.norms().length - 1);
    numbers(node.putArray("norms"), decay.norms());
    numbers(node.putArray("predictedNorms"), decay.predictedNorms());
    numbers(node.putArray("start"), decay.start());
    numbers(node.putArray("end"), decay.end());
    numbers(node.putArray("predicted"), decay.predicted());
  }

  private static void widths(ObjectNode node, WidthStudy study) {
    node.put("steps", study.steps());
    ArrayNode rows = node.putArray("rows");
    for (WidthStudy.Row row : study.rows()) {
      ObjectNode each = rows.addObject();
      each.put("width", row.width()).put("parameters", row.parameters());
      drift(each.putObject("drift"), row.drift());
      number(each, "largestRate", 2 / row.largest());
    }
    ObjectNode exponent = node.putObject("exponent");
    number(exponent, "kernel", study.exponent(NtkDrift::kernel));
    number(exponent, "parameters", study.exponent(NtkDrift::parameters));
  }

  private static void number(ObjectNode node, String name, double value) {
    if (Double.isFinite(value)) {
      node.put(name, value);
    } else {
      node.putNull(name);
    }
  }

  private static void numbers(ArrayNode node, double[] values) {
    for (double value : values) {
      if (Double.isFinite(value)) {
        node.add(value);
      } else {
        node.addNull();
      }
    }
  }
}
