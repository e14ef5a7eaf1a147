package org.poise.app;

import picocli.CommandLine;
import picocli.CommandLine.Command;

/** The command {@code poise}. */
@Command(
    name = "poise",
    description = "Trains physics-informed neural networks with weights from the tangent kernel.",
    mixinStandardHelpOptions = true,
    versionProvider = Version.class)
public final class Main implements Runnable {
  /** Runs the command line and exits with its status. */
  public static void main(String[] args) {
    System.exit(new CommandLine(new Main()).execute(args));
  }

  @Override
  public void run() {
    CommandLine.usage(this, System.out);
  }
}
