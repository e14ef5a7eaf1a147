package org.poise.app;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.PrintWriter;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.poise.app.console.Quantity;
import org.poise.experiment.Experiment;
import org.poise.ntk.TangentKernel;
import org.poise.problem.Equation;
import org.poise.problem.Problem;
import org.poise.residual.CompiledProblem;
import org.poise.residual.PlanSummary;
import org.poise.residual.PlanSummary.SetSummary;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Validates a problem file and shows what training it would take. */
@Command(
    name = "check",
    sortOptions = false,
    description = "Check a problem file, and show what would be computed and at what cost.")
final class CheckCommand implements Callable<Integer> {
  @Spec private CommandSpec spec = CommandSpec.create();

  @Parameters(paramLabel = "FILE", description = "A problem file, or the name of a known problem.")
  private Path file = Path.of("");

  @Mixin private Inputs inputs = new Inputs();
  @Mixin private Threads threads = new Threads();

  @Option(names = "--json", description = "Print it as JSON.")
  private boolean json;

  @Override
  public Integer call() {
    Experiment experiment = inputs.read(file);
    Problem problem = experiment.problem();
    PlanSummary summary;
    @Nullable KernelReports reports;
    List<String> remarks;
    try (CompiledProblem compiled =
        CompiledProblem.compile(problem, experiment.networks(), threads.count())) {
      summary = compiled.summary();
      reports = KernelReports.of(experiment, compiled);
      remarks = Remarks.of(experiment, compiled);
    }
    PrintWriter out = spec.commandLine().getOut();
    if (json) {
      ObjectNode all = json(experiment, summary, reports);
      remarks.forEach(all.putArray("remarks")::add);
      out.println(Json.text(all));
    } else {
      print(out, experiment, summary, reports);
      remarks.forEach(remark -> out.println("note: " + remark));
    }
    return 0;
  }

  private static void print(
      PrintWriter out,
      Experiment experiment,
      PlanSummary summary,
      @Nullable KernelReports reports) {
    Problem problem = experiment.problem();
    out.println(problem.title());
    if (problem.cite() != null) {
      out.println(problem.cite());
    }
    out.println();
    Table blocks = new Table("term", "on", "points", "group", "residual");
    for (Equation equation : problem.equations()) {
      blocks.row(
          equation.name(),
          equation.on(),
          Integer.toString(experiment.points(equation)),
          equation.group(),
          equation.text());
    }
    blocks.print(out, "");
    out.println();
    if (problem.subdomains().areMany()) {
      SubdomainSummary.of(experiment).print(out);
      out.println();
    }
    Table jets = new Table("point set", "network", "derivatives", "carried", "components");
    for (SetSummary set : summary.sets()) {
      for (Map.Entry<String, PlanSummary.Jet> jet : set.jets().entrySet()) {
        jets.row(
            set.name(),
            jet.getKey(),
            Integer.toString(jet.getValue().derivatives()),
            Integer.toString(jet.getValue().components().size()),
            String.join(", ", jet.getValue().components()));
      }
    }
    jets.print(out, "");
    out.println();
    long rows = experiment.rows();
    Table figures = new Table("networks", Networks.text(experiment));
    figures.row("parameters", Quantity.count(summary.parameters()));
    figures.row("operations of a step", Quantity.si(summary.stepOperations()));
    figures.row("added by kernel's diagonal", Quantity.si(summary.normOperations()));
    figures.row("steps", Quantity.count(experiment.steps()));
    figures.row(
        "engine's memory",
        Quantity.bytes(summary.memoryBytes()) + " with " + summary.threads() + " threads");
    figures.row(
        "kernel, if formed",
        Quantity.count(rows)
            + " × "
            + Quantity.count(rows)
            + ", "
            + Quantity.bytes(TangentKernel.bytes(rows))
            + "; "
            + Quantity.si(summary.kernelOperations())
            + " operations, and "
            + Quantity.bytes(summary.kernelBytes())
            + " meanwhile");
    if (reports != null) {
      figures.row("reports on the kernel", reports.toString());
    }
    figures.print(out, "");
  }

  private static ObjectNode json(
      Experiment experiment, PlanSummary summary, @Nullable KernelReports reports) {
    Problem problem = experiment.problem();
    ObjectNode all = Json.object().put("title", problem.title()).put("cite", problem.cite());
    ArrayNode blocks = all.putArray("blocks");
    for (Equation equation : problem.equations()) {
      blocks
          .addObject()
          .put("name", equation.name())
          .put("group", equation.group())
          .put("on", equation.on())
          .put("points", experiment.points(equation))
          .put("residual", equation.text());
    }
    if (problem.subdomains().areMany()) {
      all.set("subdomains", SubdomainSummary.of(experiment).json());
    }
    ArrayNode sets = all.putArray("pointSets");
    for (SetSummary set : summary.sets()) {
      ObjectNode node = sets.addObject().put("name", set.name()).put("points", set.points());
      ObjectNode jets = node.putObject("jets");
      set.jets()
          .forEach((network, jet) -> {
            ObjectNode carried = jets.putObject(network).put("derivatives", jet.derivatives());
            jet.components().forEach(carried.putArray("components")::add);
          });
    }
    long rows = experiment.rows();
    all.put("rows", rows)
        .put("parameters", summary.parameters())
        .put("steps", experiment.steps())
        .put("stepOperations", summary.stepOperations())
        .put("diagonalOperations", summary.normOperations())
        .put("engineBytes", summary.memoryBytes())
        .put("kernelBytes", whole(TangentKernel.bytes(rows)))
        .put("kernelOperations", whole(summary.kernelOperations()))
        .put("kernelWorkingBytes", whole(summary.kernelBytes()))
        .put("threads", summary.threads());
    if (reports != null) {
      all.putObject("ntkReport")
          .put("reports", reports.count())
          .put("rows", reports.rows())
          .put("operations", whole(reports.operations()))
          .put("bytes", whole(reports.bytes()));
    }
    return all;
  }

  /** A count that may be beyond the range of a long. */
  private static BigInteger whole(double count) {
    return new BigDecimal(count).toBigInteger();
  }
}
