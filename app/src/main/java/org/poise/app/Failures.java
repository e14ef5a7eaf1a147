package org.poise.app;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.poise.experiment.ProblemFileException;
import org.poise.linalg.LapackException;
import org.poise.ntk.KernelTooLargeException;
import org.poise.problem.ProblemException;
import org.poise.training.RunDirectoryException;
import picocli.CommandLine;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.UnmatchedArgumentException;

/** Turns exceptions into one message and an exit status. */
final class Failures {
  /** The numerics failed. */
  static final int NUMERICS = 1;

  /** The input is wrong. */
  static final int INPUT = 2;

  /** Interrupted, with the state saved. */
  static final int INTERRUPTED = 130;

  /** A fault of Poise itself; EX_SOFTWARE of sysexits.h. */
  static final int INTERNAL = 70;

  private Failures() {}

  /** Options or parameters that do not fit; with suggestions for what was meant. */
  static int wrongArguments(ParameterException e, String[] arguments) {
    CommandLine command = e.getCommandLine();
    PrintWriter err = command.getErr();
    String message = e.getMessage() == null ? "the arguments do not fit" : e.getMessage();
    err.println("poise: " + message.lines().findFirst().orElse(message));
    UnmatchedArgumentException.printSuggestions(e, err);
    err.println("'" + command.getCommandSpec().qualifiedName() + " --help' shows what there is.");
    return INPUT;
  }

  /** A command that failed. */
  static int failed(Exception e, CommandLine command, ParseResult parsed) {
    PrintWriter err = command.getErr();
    String message = userMessage(e);
    if (message != null) {
      err.println("poise: " + message);
      return INPUT;
    }
    err.println(
        "poise: a fault of Poise itself: "
            + e
            + ". Please report it; with POISE_DEBUG=1 in the environment the same command shows"
            + " where it happened.");
    if (System.getenv("POISE_DEBUG") != null || Boolean.getBoolean("poise.debug")) {
      e.printStackTrace(err);
    }
    return INTERNAL;
  }

  /** What a user can mend, or null for a fault of Poise. */
  private static @Nullable String userMessage(Exception e) {
    return switch (e) {
      case UserException user -> user.getMessage();
      case ProblemFileException problem -> problem.getMessage();
      case ProblemException problem -> problem.getMessage();
      case RunDirectoryException run -> run.getMessage();
      case KernelTooLargeException kernel -> kernel.getMessage();
      case LapackException lapack -> lapack.getMessage();
      case UncheckedIOException io ->
          UserException.of(Objects.requireNonNull(io.getCause())).getMessage();
      case IOException io -> UserException.of(io).getMessage();
      default -> null;
    };
  }

  /** The heap is too small. */
  static int outOfMemory(PrintWriter err) {
    err.println(
        "poise: the memory of "
            + (Runtime.getRuntime().maxMemory() >> 20)
            + " MB is not enough; allow more, such as POISE_JAVA_OPTS=-Xmx8g in the environment, or"
            + " use fewer points or narrower networks");
    return INPUT;
  }
}
