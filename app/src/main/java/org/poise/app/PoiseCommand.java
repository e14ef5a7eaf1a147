package org.poise.app;

import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The command without a subcommand. */
@Command(
    name = "poise",
    description = {
      "Trains physics-informed neural networks with loss weights from the neural tangent kernel.",
      ""
    },
    synopsisSubcommandLabel = "COMMAND",
    subcommands = {
      TrainCommand.class,
      CompareCommand.class,
      CheckCommand.class,
      NtkCommand.class,
      PredictCommand.class,
      ReproduceCommand.class,
      ProblemsCommand.class,
      ReportCommand.class,
    },
    versionProvider = Version.class,
    sortOptions = false,
    footer = {
      "",
      "Begin with: poise train problems/poisson1d.yaml",
      "",
      "Exit status: 0 done, 1 the numerics failed, 2 the input is wrong,",
      "70 a fault of Poise itself, 130 or 143 interrupted with the state saved."
    })
final class PoiseCommand implements Runnable {
  @Spec private CommandSpec spec = CommandSpec.create();

  @Option(
      names = {"-h", "--help"},
      usageHelp = true,
      scope = CommandLine.ScopeType.INHERIT,
      description = "Show this help.")
  private boolean help;

  @Option(
      names = {"-V", "--version"},
      versionHelp = true,
      description = "Show the version.")
  private boolean version;

  @Override
  public void run() {
    throw new ParameterException(spec.commandLine(), "Say what to do: give one of the commands.");
  }
}
