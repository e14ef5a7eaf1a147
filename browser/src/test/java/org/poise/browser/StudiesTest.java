package org.poise.browser;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.poise.app.Main;

/**
 * Every study in its quick size: it runs, the claims that must hold do, and its report is drawn.
 * Only in the profile {@code studies}; what is done is kept under target/studies.
 */
@Tag("studies")
class StudiesTest {
  @BeforeAll
  static void home() {
    System.setProperty("poise.home", "..");
  }

  static List<String> names() throws IOException {
    StringWriter out = new StringWriter();
    assertThat(run(out, "reproduce", "--list", "--json")).isZero();
    List<String> names = new ArrayList<>();
    new ObjectMapper()
        .readTree(out.toString())
        .forEach(study -> names.add(study.path("name").asText()));
    assertThat(names).isNotEmpty();
    return names;
  }

  @ParameterizedTest
  @MethodSource("names")
  void runsAndClaimsHold(String name) throws IOException {
    Path directory = Path.of("target", "studies", name);
    StringWriter out = new StringWriter();
    int status = run(out, "reproduce", name, "--quick", "--json", "--out", directory.toString());
    assertThat(status).isZero();
    JsonNode claims = new ObjectMapper().readTree(out.toString()).path("claims");
    assertThat(claims).isNotEmpty();
    assertThat(claims)
        .filteredOn(claim -> claim.path("required").asBoolean())
        .isNotEmpty()
        .allSatisfy(
            claim -> assertThat(claim.path("held").asText()).as(claim.toString()).isEqualTo("yes"));
    looksRight(name, directory.resolve("report.html"), claims.size());
  }

  private static void looksRight(String name, Path report, int claims) throws IOException {
    try (Browser browser = Browser.start()) {
      for (int width : new int[] {480, 1280}) {
        browser.resize(width, 900);
        browser.open(report.toAbsolutePath());
        assertThat(browser.overflow()).isZero();
      }
      browser.screenshot("study-" + name);
      assertThat(browser.emptyCharts()).isEmpty();
      assertThat(browser.count("#claims-table tbody tr")).isEqualTo(claims);
      assertThat(browser.console()).isEmpty();
      assertThat(browser.requests()).isEmpty();
    }
  }

  private static int run(StringWriter out, String... arguments) {
    return Main.run(
        new PrintWriter(out), new PrintWriter(System.err, true, StandardCharsets.UTF_8), arguments);
  }
}
