package org.poise.app.report;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.poise.app.files.OwnFiles;

/** Makes the report of a study of published claims. */
public final class StudyReport {
  /** The name of the results in a study's directory. */
  public static final String RESULTS = "summary.json";

  private static final Page.Sort SORT = new Page.Sort("study.html", List.of("study.js"), RESULTS);

  private StudyReport() {}

  /** Whether a directory holds the results of a study. */
  public static boolean isIn(Path directory) throws IOException {
    Path file = directory.resolve(RESULTS);
    return !Files.exists(directory.resolve("problem.yaml"))
        && Files.exists(file)
        && OwnFiles.json(file).has("study");
  }

  /**
   * Writes DIRECTORY/summary.json and DIRECTORY/report.html, replacing earlier ones.
   *
   * @param summary the content of summary.json
   * @return the report
   */
  public static Path write(Path directory, ObjectNode summary) throws IOException {
    OwnFiles.replace(directory.resolve(RESULTS), summary.toPrettyString() + "\n");
    return page(directory, summary);
  }

  /** Makes the report again from summary.json. */
  public static Path write(Path directory) throws IOException {
    return page(directory, OwnFiles.json(directory.resolve(RESULTS)));
  }

  private static Path page(Path directory, JsonNode summary) throws IOException {
    int held = count(summary, "yes");
    int not = count(summary, "no");
    Page page =
        new Page(
            summary.path("title").asText(),
            summary.path("cite").asText(""),
            not == 0 ? "done" : "mixed",
            message(held, not, count(summary, "not applicable")));
    page.figure("Claims that held", held).put("hero", true);
    page.figure("Claims that did not", not);
    for (JsonNode figure : summary.path("figures")) {
      page.figure(figure.path("label").asText(), figure.path("value"))
          .put("note", figure.path("note").asText());
    }
    page.figure("Size", TextNode.valueOf(summary.path("size").asText())).put("unit", "text");
    page.figure("Time of all parts", summary.path("seconds")).put("unit", "seconds");
    page.data().set("study", summary);
    return page.write(
        directory,
        SORT,
        summary.path("version").asText(""),
        " by '"
            + summary.path("command").asText()
            + "'; the figures are in summary.json beside"
            + " this file, the trainings in runs/.");
  }

  private static String message(int held, int not, int untested) {
    String message = held + " of " + (held + not) + " claims that were tested held";
    return message
        + (untested == 0 ? "." : "; " + untested + " could not be tested in a study of this size.");
  }

  private static int count(JsonNode summary, String held) {
    int count = 0;
    for (JsonNode claim : summary.path("claims")) {
      count += claim.path("held").asText().equals(held) ? 1 : 0;
    }
    return count;
  }
}
