package org.poise.app;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import org.poise.experiment.ProblemFile;
import org.poise.residual.Block;

/** Trace estimators, and the trace's look-alikes, as parts of summary.json. */
final class EstimatorSummary {
  private EstimatorSummary() {}

  static ObjectNode json(EstimatorStudy study) {
    List<Block> blocks = study.groups().blocks().blocks();
    List<String> groups = study.groups().names();
    ObjectNode root = Json.object().put("convention", study.convention().label());
    root.put("repetitions", EstimatorStudy.REPETITIONS);
    ObjectNode exact = root.putObject("exact");
    Json.number(exact, "sweeps", study.sweeps());
    Json.number(exact, "seconds", study.seconds());
    ObjectNode traces = exact.putObject("traces");
    for (int i = 0; i < blocks.size(); i++) {
      Json.number(traces, blocks.get(i).name(), study.traces()[i]);
    }
    byGroup(exact.putObject("weights"), groups, study.weights());
    ArrayNode rows = root.putArray("rows");
    for (EstimatorStudy.Row row : study.rows()) {
      ObjectNode node = rows.addObject().put("estimator", row.text());
      node.put("definition", ProblemFile.write(row.estimator())).put("used", row.used());
      node.put("probes", row.first().probes());
      Json.number(node, "sweeps", row.sweeps());
      Json.number(node, "seconds", row.seconds());
      Json.number(node, "relativeSeconds", row.relativeSeconds());
      Json.number(node, "kernelError", row.kernelError());
      byGroup(node.putObject("weights"), groups, row.weights());
      Json.number(node, "largestFactor", study.largestFactor(row));
      if (row.first().warning() != null) {
        node.put("warning", row.first().warning());
      }
      ArrayNode ofBlocks = node.putArray("blocks");
      for (int i = 0; i < blocks.size(); i++) {
        ObjectNode each = ofBlocks.addObject().put("name", blocks.get(i).name());
        Json.number(each, "estimate", row.first().traces()[i]);
        Json.number(each, "standardError", row.first().standardErrors()[i]);
        Json.number(each, "ratio", row.first().traces()[i] / study.traces()[i]);
        Json.number(each, "z", study.z(row, i));
        Json.number(each, "relativeError", study.stated(row, i));
        Json.number(each, "relativeErrorSeen", row.observed(i));
        Json.numbers(each.putArray("ratios"), row.ratios()[i]);
      }
    }
    return root;
  }

  static ObjectNode json(LookAlikes all) {
    List<Block> blocks = all.groups().blocks().blocks();
    List<String> groups = all.groups().names();
    ObjectNode root = Json.object();
    ArrayNode ofBlocks = root.putArray("blocks");
    for (int i = 0; i < blocks.size(); i++) {
      ObjectNode each = ofBlocks.addObject().put("name", blocks.get(i).name());
      Json.number(each, "trace", all.traces()[i]);
      for (int k = 0; k < LookAlikes.KINDS.size(); k++) {
        Json.number(each, LookAlikes.KINDS.get(k).label(), all.quantities()[k][i]);
      }
    }
    ObjectNode weights = root.putObject("weights");
    byGroup(weights.putObject("trace"), groups, all.traceWeights());
    ObjectNode ratios = root.putObject("ratios");
    for (int k = 0; k < LookAlikes.KINDS.size(); k++) {
      String label = LookAlikes.KINDS.get(k).label();
      byGroup(weights.putObject(label), groups, all.weights()[k]);
      ObjectNode ofGroups = ratios.putObject(label);
      for (int g = 0; g < groups.size(); g++) {
        Json.number(ofGroups, groups.get(g), all.ratio(k, g));
      }
    }
    return root;
  }

  private static void byGroup(ObjectNode node, List<String> groups, double[] values) {
    for (int g = 0; g < groups.size(); g++) {
      Json.number(node, groups.get(g), values[g]);
    }
  }
}
