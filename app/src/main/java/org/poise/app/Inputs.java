package org.poise.app;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.poise.experiment.Experiment;
import org.poise.experiment.ProblemFile;
import picocli.CommandLine.Option;

/** The options of every command that reads a problem. */
final class Inputs {
  @Option(
      names = "--set",
      paramLabel = "PATH=VALUE",
      description = {
        "Replace a value of the problem file, such as weights=fixed or networks.main.mlp.width=64.",
        "May be given several times."
      })
  private List<String> overrides = new ArrayList<>();

  /** Whether anything is replaced. */
  boolean any() {
    return !overrides.isEmpty();
  }

  /** Reads a problem file, or a problem of the library by its name. */
  Experiment read(Path file) {
    return ProblemFile.read(locate(file), overrides);
  }

  private static Path locate(Path file) {
    if (Files.exists(file)) {
      return file;
    }
    String name = file.toString();
    Path known = ProblemLibrary.file(name);
    if (known != null) {
      return known;
    }
    throw new UserException(
        "there is no problem file "
            + name
            + (ProblemLibrary.isName(name)
                ? ProblemLibrary.suggestion(name)
                : "; give the path of one, or a name that 'poise problems' lists"));
  }
}
