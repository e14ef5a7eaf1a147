package org.poise.app;

import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The command {@code poise}. */
@Command(
    name = "poise",
    description = {
      "Trains physics-informed neural networks with loss weights from the neural tangent kernel.",
      ""
    },
    synopsisSubcommandLabel = "COMMAND",
    subcommands = {
      TrainCommand.class,
      CheckCommand.class,
      PredictCommand.class,
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
      "70 a fault of Poise itself, 130 interrupted with the state saved."
    })
public final class Main implements Runnable {
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

  /** Runs the command line and exits with its status. */
  public static void main(String[] args) {
    System.exit(
        run(
            new PrintWriter(System.out, true, StandardCharsets.UTF_8),
            new PrintWriter(System.err, true, StandardCharsets.UTF_8),
            args));
  }

  /**
   * Runs the command line.
   *
   * @param out where results go
   * @param err where progress and messages go
   * @return the exit status
   */
  public static int run(PrintWriter out, PrintWriter err, String... args) {
    CommandLine command = new CommandLine(new Main());
    command.setOut(out).setErr(err);
    command.setUsageHelpAutoWidth(true);
    command.setParameterExceptionHandler(Failures::wrongArguments);
    command.setExecutionExceptionHandler(Failures::failed);
    try {
      return command.execute(args);
    } catch (OutOfMemoryError e) {
      return Failures.outOfMemory(err);
    } finally {
      out.flush();
      err.flush();
    }
  }

  @Override
  public void run() {
    throw new ParameterException(spec.commandLine(), "Say what to do: give one of the commands.");
  }
}
