package org.poise.app;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.poise.app.console.ProgressLine;
import org.poise.app.console.Quantity;
import org.poise.app.report.Report;
import org.poise.app.reproduce.Claim;
import org.poise.app.reproduce.Findings;
import org.poise.app.reproduce.Size;
import org.poise.app.reproduce.StoppedException;
import org.poise.app.reproduce.Studies;
import org.poise.app.reproduce.Study;
import org.poise.app.reproduce.StudyContext;
import org.poise.app.reproduce.StudyFiles;
import org.poise.problem.Suggestion;
import org.poise.weighting.ZeroTraceException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Runs a study that sets published claims beside our figures. */
@Command(
    name = "reproduce",
    sortOptions = false,
    description = {
      "Run a study: set what a paper publishes beside what Poise gives.",
      "Runs and parts that have ended in an earlier call are kept, others go on."
    })
final class ReproduceCommand implements Callable<Integer> {
  @Spec private CommandSpec spec = CommandSpec.create();

  @Parameters(arity = "0..1", paramLabel = "NAME", description = "A study; --list names them.")
  private @Nullable String name;

  @Option(names = "--list", description = "List the studies.")
  private boolean list;

  @Option(names = "--quick", description = "Minutes in place of hours: fewer steps and seeds.")
  private boolean quick;

  @Option(
      names = "--out",
      paramLabel = "DIR",
      description = "The study's directory; runs/reproduce-NAME if not given, or …-NAME-quick.")
  private @Nullable Path out;

  @Mixin private Jobs jobs = new Jobs();

  @Option(names = "--json", description = "Print summary.json on standard output.")
  private boolean json;

  @Option(
      names = {"-q", "--quiet"},
      description = "Show no progress.")
  private boolean quiet;

  @Override
  public Integer call() throws IOException {
    if (list) {
      list();
      return 0;
    }
    Study study = study();
    Size size = quick ? Size.QUICK : Size.FULL;
    Path directory =
        out == null ? Path.of("runs", "reproduce-" + study.name() + (quick ? "-quick" : "")) : out;
    String objection = StudyFiles.objection(directory, study, size);
    if (objection != null) {
      throw new UserException(objection);
    }
    int threads = jobs.threads();
    RunPlace.make(directory);
    StudyFiles.mark(directory, study, size);
    PrintWriter err = spec.commandLine().getErr();
    if (!quiet) {
      err.println(study.title() + ", " + size.label() + ", in " + directory);
    }
    try (Interruption interruption = new Interruption(err)) {
      StudyContext context =
          new StudyContext(
              size,
              directory,
              threads,
              new StudyContext.Surroundings(
                  ProblemLibrary::required,
                  jobs::count,
                  Version.number(),
                  words -> {
                    if (!quiet) {
                      err.println(words);
                    }
                  },
                  () -> ProgressLine.of(quiet, err),
                  interruption::requested));
      return run(study, context, directory);
    } catch (StoppedException e) {
      err.println("Interrupted; the same command goes on from there.");
      return Failures.INTERRUPTED;
    } catch (ZeroTraceException e) {
      err.println("poise: " + e.getMessage());
      return Failures.NUMERICS;
    }
  }

  private int run(Study study, StudyContext context, Path directory) throws IOException {
    Findings findings = study.run(context);
    ObjectNode summary = StudyFiles.write(directory, study, context, findings, Version.number());
    PrintWriter result = spec.commandLine().getOut();
    PrintWriter words = json ? spec.commandLine().getErr() : result;
    Table table = new Table("claim", "published", "ours", "");
    for (Claim claim : findings.claims()) {
      table.row(claim.text(), claim.published(), claim.ours(), claim.held().words());
    }
    table.print(words, "");
    words.println();
    words.println("Time of all parts: " + Quantity.duration(summary.path("seconds").asDouble()));
    words.println("Table: " + directory.resolve(StudyFiles.TABLE));
    words.println("Report: " + directory.resolve(Report.NAME));
    if (json) {
      result.println(Json.text(summary));
    }
    return 0;
  }

  private Study study() {
    if (name == null) {
      throw new UserException("say what to reproduce: give a name that --list shows");
    }
    String wanted = name;
    return Studies.named(wanted)
        .orElseThrow(() ->
            new UserException(
                "there is no study '"
                    + wanted
                    + "'"
                    + Suggestion.after(
                        wanted, "studies", Studies.all().stream().map(Study::name).toList())));
  }

  private void list() {
    if (name != null || quick || out != null) {
      throw new UserException("--list shows all studies and takes no name, --quick or --out");
    }
    PrintWriter result = spec.commandLine().getOut();
    if (json) {
      ArrayNode all = Json.array();
      for (Study study : Studies.all()) {
        all.addObject()
            .put("name", study.name())
            .put("title", study.title())
            .put("cite", study.cite())
            .put("summary", study.summary());
      }
      result.println(Json.text(all));
      return;
    }
    for (Study study : Studies.all()) {
      result.println(study.name() + ": " + study.title());
      result.println("    " + study.summary());
      result.println("    " + study.cite());
    }
  }
}
