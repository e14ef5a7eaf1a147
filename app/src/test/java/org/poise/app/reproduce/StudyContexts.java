package org.poise.app.reproduce;

import java.nio.file.Path;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.function.Function;
import org.poise.app.console.ProgressLine;
import org.poise.app.runs.Concurrency;

/** Contexts of quick studies without a console. */
final class StudyContexts {
  private StudyContexts() {}

  /** A context that trains two runs at a time. */
  static StudyContext quick(
      Path directory,
      Function<String, Path> problem,
      Consumer<String> words,
      BooleanSupplier stop) {
    return new StudyContext(
        Size.QUICK,
        directory,
        1,
        new StudyContext.Surroundings(
            problem,
            (experiment, runs) -> new Concurrency(2, 1),
            "test",
            words,
            ProgressLine.None::new,
            stop));
  }

  /** The same that says nothing and is not stopped. */
  static StudyContext quick(Path directory, Function<String, Path> problem) {
    return quick(directory, problem, _ -> {}, () -> false);
  }
}
