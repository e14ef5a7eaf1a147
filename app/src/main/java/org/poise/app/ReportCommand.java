package org.poise.app;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.poise.app.report.ComparisonReport;
import org.poise.app.report.Report;
import org.poise.app.report.StudyReport;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Makes the report of a run, a comparison or a study again. */
@Command(
    name = "report",
    sortOptions = false,
    description =
        "Make the report of a run, a comparison or a study again, from its directory alone.")
final class ReportCommand implements Callable<Integer> {
  @Spec private CommandSpec spec = CommandSpec.create();

  @Parameters(paramLabel = "DIR", description = "The directory of a run, a comparison or a study.")
  private Path directory = Path.of("");

  @Mixin private Threads threads = new Threads();

  @Override
  public Integer call() throws IOException {
    if (!Files.isDirectory(directory)) {
      throw new UserException(
          "there is no directory "
              + directory
              + "; give the one that 'poise train', 'poise compare' or 'poise reproduce' wrote");
    }
    Path report =
        StudyReport.isIn(directory)
            ? StudyReport.write(directory)
            : Files.exists(directory.resolve(ComparisonReport.RESULTS))
                ? ComparisonReport.write(directory)
                : Report.write(directory, threads.count());
    spec.commandLine().getOut().println(report);
    return 0;
  }
}
