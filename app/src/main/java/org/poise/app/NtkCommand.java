package org.poise.app;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.poise.experiment.Experiment;
import org.poise.ntk.TraceEstimator;
import org.poise.residual.CompiledProblem;
import org.poise.weighting.ZeroTraceException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Shows the tangent kernel of a problem, and what it says about training. */
@Command(
    name = "ntk",
    sortOptions = false,
    description = {
      "Show the tangent kernel of a problem: traces, eigenvalues, the weights and rates that follow.",
      "At the initial parameters, or at those of a trained model, on the first training points."
    })
final class NtkCommand implements Callable<Integer> {
  @Spec private CommandSpec spec = CommandSpec.create();

  @Parameters(paramLabel = "FILE", description = "A problem file, or the name of a known problem.")
  private Path file = Path.of("");

  @Option(
      names = "--model",
      paramLabel = "MODEL",
      description = "A trained model: a .safetensors file or a run directory.")
  private @Nullable Path model;

  @Mixin private Inputs inputs = new Inputs();

  @Option(
      names = "--decay",
      paramLabel = "T",
      description = {
        "Take T steps of gradient descent at the rate 1/λ_max, and compare how the residuals fall",
        "with what the kernel predicts, for every eigenvector."
      })
  private @Nullable Integer decay;

  @Option(
      names = "--widths",
      paramLabel = "W",
      split = ",",
      description = {
        "Train networks of these widths, such as 10,100,500, and compare how far the kernel and the",
        "parameters drift."
      })
  private List<Integer> widths = List.of();

  @Option(
      names = "--steps",
      paramLabel = "N",
      description = "Steps of training for --widths; ${DEFAULT-VALUE} if not given.")
  private long steps = 100;

  @Option(
      names = "--estimators",
      paramLabel = "LIST",
      description = {
        "Compare trace estimators, such as \"sketch, sketch: {probes: 10}, auto\", with the exact"
            + " traces: errors, costs, and the weights that follow.",
        "Items are what the key 'estimator' of NTK weights takes. May be given several times."
      })
  private List<String> estimators = new ArrayList<>();

  @Option(
      names = "--save",
      paramLabel = "DIR",
      description = "Write a report and all arrays into a directory, which must be new or empty.")
  private @Nullable Path save;

  @Option(names = "--save-jacobian", description = "Write the Jacobian too.")
  private boolean saveJacobian;

  @Mixin private Threads threads = new Threads();

  @Option(names = "--json", description = "Print summary.json on standard output.")
  private boolean json;

  @Override
  public Integer call() throws IOException {
    checkOptions();
    Experiment experiment = inputs.read(file);
    WidthStudy.check(widths);
    Map<String, TraceEstimator> compared = EstimatorList.of(estimators, experiment);
    if (save != null) {
      NtkFiles.requireEmpty(save);
    }
    try (CompiledProblem compiled =
        CompiledProblem.compile(experiment.problem(), experiment.networks(), threads.count())) {
      return run(experiment, compiled, compared);
    } catch (NumericsException | ZeroTraceException e) {
      spec.commandLine().getErr().println("poise: " + e.getMessage());
      return Failures.NUMERICS;
    }
  }

  private void checkOptions() {
    if (saveJacobian && save == null) {
      throw new UserException("--save-jacobian needs --save, the directory to write into");
    }
    if (decay != null && decay < 1) {
      throw new UserException("--decay must be at least 1 step, not " + decay);
    }
    boolean given = spec.commandLine().getParseResult().hasMatchedOption("--steps");
    if (given && widths.isEmpty()) {
      throw new UserException("--steps says how long to train for --widths; give the widths too");
    }
  }

  private int run(
      Experiment experiment, CompiledProblem compiled, Map<String, TraceEstimator> compared)
      throws IOException {
    double[] initial = compiled.initialParameters(experiment.seed());
    double[] theta =
        model == null ? initial : TrainedModel.parameters(model, experiment, compiled, initial);
    NtkStudy study = NtkStudy.of(experiment, compiled, theta, decay == null ? 0 : decay);
    NtkDrift drift = model == null ? null : NtkDrift.between(study, compiled, initial);
    WidthStudy atWidths =
        widths.isEmpty() ? null : WidthStudy.of(experiment, widths, steps, threads.count());
    EstimatorStudy estimated =
        compared.isEmpty()
            ? null
            : EstimatorStudy.of(
                compared,
                compiled.bind(study.points()),
                theta,
                study.residuals(),
                study.kernel(),
                NtkWeights.convention(experiment.weights()),
                experiment.seed());
    String at =
        model == null
            ? "the initial parameters of seed " + experiment.seed()
            : "the parameters of " + model;
    ObjectNode summary = NtkSummary.json(study, at, drift, atWidths, estimated);
    PrintWriter out = spec.commandLine().getOut();
    if (json) {
      out.println(Json.text(summary));
    } else {
      NtkTables.print(out, study, at, drift, atWidths, estimated);
    }
    if (save != null) {
      NtkFiles.write(save, study, compiled, summary, saveJacobian);
      (json ? spec.commandLine().getErr() : out).println("report  " + save.resolve("report.html"));
    }
    return 0;
  }
}
