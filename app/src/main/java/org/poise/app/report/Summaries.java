package org.poise.app.report;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.poise.app.compare.RunResult;
import org.poise.network.ParameterLayout;
import org.poise.problem.Equation;
import org.poise.problem.Problem;
import org.poise.problem.TrainableCoefficient;

/** The parts of a page that come from summary.json: key figures and tables. */
final class Summaries {
  private Summaries() {}

  /** A page with title, citation, outcome and key figures. */
  static Page page(RunFiles run) {
    Problem problem = run.experiment().problem();
    JsonNode summary = run.summary();
    String outcome = summary.path("outcome").asText();
    String kind = RunResult.isFailure(outcome) ? "failed" : "done";
    Page page =
        new Page(
            problem.title(),
            problem.cite() == null ? "" : problem.cite(),
            outcome.equals("interrupted") ? "stopped" : kind,
            summary.path("message").asText());
    page.data().put("steps", summary.path("steps").asLong());
    figures(summary, page);
    return page;
  }

  private static void figures(JsonNode summary, Page page) {
    worst(summary, "relL2", "Relative L2 error", page, true);
    worst(summary, "max", "Maximum error", page, false);
    number(page, "Loss", summary.path("loss"));
    number(page, "Steps", summary.path("steps"));
    double seconds = summary.path("seconds").asDouble();
    page.figure("Training time", seconds).put("unit", "seconds");
    if (seconds > 0) {
      double share = summary.path("weightSeconds").asDouble() / seconds;
      page.figure("Spent on weights", share).put("unit", "share");
    }
    word(page, "Traces", summary.path("estimator"));
    number(page, "Parameters", summary.path("parameters"));
    number(page, "Threads", summary.path("threads"));
    word(page, "Seed", summary.path("seed"));
    word(page, "Precision", summary.path("precision"));
  }

  /** The largest error over the quantities. */
  private static void worst(
      JsonNode summary, String measure, String label, Page page, boolean hero) {
    String of = "";
    double worst = -1;
    for (Map.Entry<String, JsonNode> error : summary.path("errors").properties()) {
      double value = error.getValue().path(measure).asDouble(Double.NaN);
      if (value > worst) {
        worst = value;
        of = error.getKey();
      }
    }
    if (worst >= 0) {
      page.figure(label, worst)
          .put(
              "note", summary.path("errors").size() > 1 ? "of " + of + ", the largest" : "of " + of)
          .put("hero", hero);
    }
  }

  private static void number(Page page, String label, JsonNode value) {
    if (value.isNumber() && Double.isFinite(value.asDouble())) {
      page.figure(label, value);
    }
  }

  private static void word(Page page, String label, JsonNode value) {
    if (value.isValueNode()) {
      page.figure(label, TextNode.valueOf(value.asText())).put("unit", "text");
    }
  }

  /** The table of loss terms. */
  static void blocks(RunFiles run, ObjectNode data) {
    Problem problem = run.experiment().problem();
    ArrayNode blocks = data.putArray("blocks");
    for (Equation equation : problem.equations()) {
      int count = run.experiment().points(equation);
      ObjectNode block = blocks.addObject().put("name", equation.name());
      block.put("formula", equation.text()).put("on", equation.on()).put("count", count);
      block.put("group", equation.group());
      block.set("loss", finite(run.summary().path("losses").path(equation.name())));
      block.set("trace", finite(run.summary().path("traces").path(equation.name())));
      block.set("traceError", finite(run.summary().path("traceErrors").path(equation.name())));
      block.set("weight", finite(run.summary().path("weights").path(equation.group())));
    }
  }

  private static @Nullable JsonNode finite(JsonNode value) {
    return value.isNumber() && Double.isFinite(value.asDouble()) ? value : null;
  }

  /** The table of trainable coefficients. */
  static void coefficients(
      Problem problem, ParameterLayout layout, double[] theta, ObjectNode data) {
    ArrayNode coefficients = data.putArray("coefficients");
    for (TrainableCoefficient coefficient : problem.coefficients()) {
      double value = theta[layout.tensor("coefficient." + coefficient.name()).offset()];
      coefficients
          .addObject()
          .put("name", coefficient.name())
          .put("value", value)
          .put("initial", coefficient.initial())
          .put("range", range(coefficient));
    }
  }

  private static String range(TrainableCoefficient coefficient) {
    boolean low = Double.isFinite(coefficient.min());
    boolean high = Double.isFinite(coefficient.max());
    if (low && high) {
      return Figures.few(coefficient.min()) + " to " + Figures.few(coefficient.max());
    }
    if (low) {
      return "at least " + Figures.few(coefficient.min());
    }
    return high ? "at most " + Figures.few(coefficient.max()) : "any";
  }

  /** Where the time went. */
  static void timings(JsonNode summary, ObjectNode data) {
    ArrayNode timings = data.putArray("timings");
    double seconds = summary.path("seconds").asDouble();
    double weights = summary.path("weightSeconds").asDouble();
    double reports = summary.path("ntkSeconds").asDouble();
    if (seconds > 0) {
      timings
          .addObject()
          .put("name", "Steps and measurements")
          .put("seconds", Math.max(0, seconds - weights - reports));
      timings.addObject().put("name", "Weights").put("seconds", weights);
      if (summary.has("ntkSeconds")) {
        timings.addObject().put("name", "Reports on the kernel").put("seconds", reports);
      }
    }
  }
}
