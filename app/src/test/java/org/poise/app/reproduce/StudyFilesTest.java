package org.poise.app.reproduce;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.poise.app.console.ProgressLine;
import org.poise.app.files.OwnFiles;
import org.poise.app.report.StudyReport;
import org.poise.app.runs.Concurrency;

class StudyFilesTest {
  @TempDir private Path directory;

  /** A study that measures nothing. */
  private record Small() implements Study {
    @Override
    public String name() {
      return "small";
    }

    @Override
    public String title() {
      return "A small study";
    }

    @Override
    public String cite() {
      return "arXiv:2511.15530";
    }

    @Override
    public String summary() {
      return "Adds up.";
    }

    @Override
    public Findings run(StudyContext context) {
      Findings findings = new Findings();
      findings.claim(Claim.of("1 + 1 | a sum", "2", "2", Claim.Held.YES, "expr 1 + 1").mustHold());
      findings.claim(Claim.of("It is large", "large", "2", Claim.Held.NO, "expr 1 + 1"));
      findings.claim(Claim.of("It grows", "yes", "", Claim.Held.NOT_APPLICABLE, ""));
      findings.figure("Sum", 2, "of two numbers");
      findings.figure("Nothing", Double.NaN, "");
      Section section = findings.section("Sums", "All of them.");
      double[] gap = {1, Double.NaN, 3};
      section.chart("Sums", "over n", "n", false).curve("sum", new double[] {1, 2, 3}, gap);
      section.table("Sums", "n", "sum", "words").row(1, 2.5, "few").row(2L, Double.NaN, "none");
      findings.note("Exact.");
      return findings;
    }
  }

  private JsonNode written() throws IOException {
    Small study = new Small();
    StudyContext context =
        new StudyContext(
            Size.QUICK,
            directory,
            1,
            new StudyContext.Surroundings(
                Path::of,
                (experiment, runs) -> new Concurrency(1, 1),
                "test",
                words -> {},
                ProgressLine.None::new,
                () -> false));
    StudyFiles.mark(directory, study, Size.QUICK);
    return StudyFiles.write(directory, study, context, study.run(context), "test");
  }

  @Test
  void theSummaryHoldsAllThatWasFound() throws IOException {
    written();
    JsonNode summary = OwnFiles.json(directory.resolve("summary.json"));
    assertThat(summary.path("command").asText()).isEqualTo("poise reproduce small --quick");
    assertThat(summary.path("claims")).hasSize(3);
    assertThat(summary.at("/claims/0/held").asText()).isEqualTo("yes");
    assertThat(summary.at("/claims/0/required").asBoolean()).isTrue();
    assertThat(summary.at("/claims/1/verdict").asText()).isEqualTo("did not hold");
    assertThat(summary.at("/claims/2/held").asText()).isEqualTo("not applicable");
    assertThat(summary.at("/figures/1/value").isNull()).isTrue();
    assertThat(summary.at("/sections/0/charts/0/series/0/values")).hasToString("[1.0,null,3.0]");
    assertThat(summary.at("/sections/0/tables/0/rows"))
        .hasToString("[[1,2.5,\"few\"],[2,null,\"none\"]]");
  }

  @Test
  void theTableIsMarkdown() throws IOException {
    written();
    assertThat(directory.resolve(StudyFiles.TABLE))
        .content()
        .startsWith("## small, quick\n")
        .contains("| 1 + 1 \\| a sum | 2 | 2 | held | `expr 1 + 1` |\n")
        .contains("| It is large | large | 2 | did not hold |");
  }

  @Test
  void theReportIsMadeAgainFromTheSummaryAlone() throws IOException {
    written();
    String first = Files.readString(directory.resolve("report.html"));
    assertThat(first).contains("A small study", "1 of 2 claims that were tested held; 1 could not");
    assertThat(StudyReport.isIn(directory)).isTrue();
    Files.delete(directory.resolve("report.html"));
    StudyReport.write(directory);
    assertThat(directory.resolve("report.html")).hasContent(first);
  }

  @Test
  void aDirectoryBelongsToOneStudyOfOneSize() throws IOException {
    assertThat(StudyFiles.objection(directory, new Small(), Size.FULL)).isNull();
    written();
    assertThat(StudyFiles.objection(directory, new Small(), Size.QUICK)).isNull();
    assertThat(StudyFiles.objection(directory, new Small(), Size.FULL)).contains("quick size");
  }
}
