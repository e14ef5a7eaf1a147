package org.poise.app;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.poise.app.reproduce.Studies;
import org.poise.app.reproduce.Study;

class ReproduceCommandTest {
  @TempDir private Path directory;

  @Test
  void listsTheStudies() throws IOException {
    Cli cli = Cli.run("reproduce", "--list");
    assertThat(cli.status()).as(cli.err()).isZero();
    assertThat(cli.out()).contains("wang-poisson: ", "doi:10.1016/j.jcp.2021.110768");
    JsonNode json = new ObjectMapper().readTree(Cli.run("reproduce", "--list", "--json").out());
    assertThat(json).hasSameSizeAs(Studies.all());
    assertThat(json.get(0).path("name").asText()).isEqualTo(Studies.all().getFirst().name());
  }

  @Test
  void namesAreUniqueAndFitForDirectories() {
    assertThat(Studies.all()).extracting(Study::name).doesNotHaveDuplicates();
    assertThat(Studies.all()).allMatch(study -> study.name().matches("[a-z0-9-]+"));
    assertThat(Studies.all()).noneMatch(study -> study.title().isBlank());
  }

  @Test
  void badRequestsEndWithOneSentence() {
    refused("did you mean 'wang-poisson'?", "wang-poison");
    refused("give a name that --list shows");
    refused("takes no name", "wang-poisson", "--list");
    refused("--threads must be a whole number", "wang-poisson", "--threads", 0);
  }

  @Test
  void directoriesOfSomethingElseAreRefused() throws IOException {
    Path file = Files.createFile(directory.resolve("file"));
    refused("is a file", "wang-poisson", "--out", file);
    refused("something other than a study", "wang-poisson", "--out", directory);
    Path other = Files.createDirectory(directory.resolve("other"));
    Files.writeString(
        other.resolve("study.json"), "{\"study\": \"wang-poisson\", \"size\": \"quick\"}");
    refused("wang-poisson in its quick size", "wang-poisson", "--out", other);
    assertThat(other).isDirectoryContaining("glob:**study.json");
    assertThat(other.resolve("runs")).doesNotExist();
  }

  private static void refused(String message, Object... arguments) {
    Object[] all = new Object[arguments.length + 1];
    all[0] = "reproduce";
    System.arraycopy(arguments, 0, all, 1, arguments.length);
    Cli cli = Cli.run(all);
    assertThat(cli.status()).as(cli.err()).isEqualTo(2);
    assertThat(cli.err()).contains(message).hasLineCount(1);
  }
}
