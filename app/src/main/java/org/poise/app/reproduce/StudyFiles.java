package org.poise.app.reproduce;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.poise.app.files.OwnFiles;
import org.poise.app.report.StudyReport;

/**
 * The directory of a study: study.json says which it is, runs/ holds its trainings and parts/ its
 * other results; at the end there are summary.json, report.html and reproduction.md.
 */
public final class StudyFiles {
  /** The table of claims in Markdown. */
  public static final String TABLE = "reproduction.md";

  private static final String MARK = "study.json";

  private StudyFiles() {}

  /**
   * Says why a directory cannot be that of a study; null if it can, or does not exist yet.
   *
   * @param size the study's
   */
  public static @Nullable String objection(Path directory, Study study, Size size)
      throws IOException {
    if (!Files.exists(directory)) {
      return null;
    }
    if (!Files.isDirectory(directory)) {
      return directory + " is a file; give a directory by --out";
    }
    Path mark = directory.resolve(MARK);
    if (!Files.exists(mark)) {
      try (Stream<Path> inside = Files.list(directory)) {
        return inside.findAny().isEmpty()
            ? null
            : directory + " holds something other than a study; give a new directory by --out";
      }
    }
    JsonNode said = OwnFiles.json(mark);
    String name = said.path("study").asText();
    String other = said.path("size").asText();
    if (name.equals(study.name()) && other.equals(size.label())) {
      return null;
    }
    return directory
        + " holds the study "
        + name
        + " in its "
        + other
        + " size; give another directory by --out";
  }

  /** Marks a directory, which exists, as that of a study. */
  public static void mark(Path directory, Study study, Size size) throws IOException {
    Path mark = directory.resolve(MARK);
    if (!Files.exists(mark)) {
      ObjectNode said = JsonNodeFactory.instance.objectNode();
      said.put("study", study.name()).put("size", size.label());
      OwnFiles.replace(mark, said.toPrettyString() + "\n");
    }
  }

  /**
   * Writes what a study leaves at its end.
   *
   * @return summary.json
   */
  public static ObjectNode write(
      Path directory, Study study, StudyContext context, Findings findings, String version)
      throws IOException {
    ObjectNode summary = JsonNodeFactory.instance.objectNode();
    summary.put("study", study.name()).put("title", study.title()).put("cite", study.cite());
    summary.put("summary", study.summary()).put("size", context.size().label());
    summary.put("command", command(study, context.size()));
    summary.put("version", version).put("seconds", context.seconds());
    findings.write(summary);
    StudyReport.write(directory, summary);
    OwnFiles.replace(directory.resolve(TABLE), table(study, context.size(), findings.claims()));
    return summary;
  }

  /** The command that runs a study. */
  public static String command(Study study, Size size) {
    return "poise reproduce " + study.name() + (size == Size.QUICK ? " --quick" : "");
  }

  /** The claims as a table in Markdown. */
  static String table(Study study, Size size, List<Claim> claims) {
    StringBuilder text = new StringBuilder();
    text.append("## ").append(study.name()).append(", ").append(size.label()).append("\n\n");
    text.append(study.title()).append(" (").append(study.cite()).append(").\n\n");
    text.append("| claim | published | ours | | command |\n|---|---|---|---|---|\n");
    for (Claim claim : claims) {
      text.append("| ").append(cell(claim.text()));
      text.append(" | ").append(cell(claim.published())).append(" | ").append(cell(claim.ours()));
      text.append(" | ").append(claim.held().words());
      text.append(" | `").append(cell(claim.command())).append("` |\n");
    }
    return text.toString();
  }

  private static String cell(String text) {
    return text.replace("|", "\\|").replace("\n", " ");
  }
}
