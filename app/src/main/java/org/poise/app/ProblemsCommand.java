package org.poise.app;

import com.fasterxml.jackson.databind.node.ArrayNode;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.poise.experiment.Experiment;
import org.poise.experiment.ProblemFile;
import org.poise.problem.Problem;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Lists the problems that come with Poise, or shows one. */
@Command(
    name = "problems",
    sortOptions = false,
    description = "List the problems that come with Poise, or show one.")
final class ProblemsCommand implements Callable<Integer> {
  @Spec private CommandSpec spec = CommandSpec.create();

  @Parameters(
      arity = "0..1",
      paramLabel = "NAME",
      description = "Show this problem's file; with --set, as it would be run.")
  private @Nullable String name;

  @Mixin private Inputs inputs = new Inputs();

  @Option(names = "--json", description = "Print name, title, citation and file as JSON.")
  private boolean json;

  @Override
  public Integer call() throws IOException {
    PrintWriter out = spec.commandLine().getOut();
    if (name != null && !json) {
      Path file = file(name);
      out.print(inputs.any() ? ProblemFile.write(inputs.read(file)) : Files.readString(file));
      return 0;
    }
    List<Path> files = name == null ? ProblemLibrary.files() : List.of(file(name));
    List<Problem> problems = files.stream().map(inputs::read).map(Experiment::problem).toList();
    if (json) {
      ArrayNode list = Json.array();
      for (int i = 0; i < files.size(); i++) {
        list.addObject()
            .put("name", ProblemLibrary.name(files.get(i)))
            .put("title", problems.get(i).title())
            .put("cite", problems.get(i).cite())
            .put("file", files.get(i).toString());
      }
      out.println(Json.text(list));
      return 0;
    }
    Table table = new Table("name", "title", "source");
    for (int i = 0; i < files.size(); i++) {
      String cite = problems.get(i).cite();
      table.row(
          ProblemLibrary.name(files.get(i)), problems.get(i).title(), cite == null ? "" : cite);
    }
    table.print(out, "");
    out.println();
    out.println("Train one with: poise train NAME");
    return 0;
  }

  private static Path file(String name) {
    Path file = ProblemLibrary.file(name);
    if (file == null) {
      throw new UserException(
          "no problem is called '" + name + "'" + ProblemLibrary.suggestion(name));
    }
    return file;
  }
}
