package org.poise.app;

import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import picocli.CommandLine;

/** The command {@code poise}. */
public final class Main {
  private Main() {}

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
    // The parser's classes are too old for the JVM's archive, and take longer than all the rest.
    if (args.length == 1 && (args[0].equals("--version") || args[0].equals("-V"))) {
      out.println("poise " + Version.number());
      return 0;
    }
    CommandLine command = new CommandLine(new PoiseCommand());
    command.registerConverter(Path.class, Converters::path);
    command.registerConverter(Long.class, Converters::wholeNumber);
    command.registerConverter(Integer.class, Converters::count);
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
}
