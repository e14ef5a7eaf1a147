package org.poise.browser;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.poise.app.Main;

/** The report of a small comparison, one weighting of which fails, as Chromium shows it. */
class ComparisonBrowserTest {
  private static final String WEIGHTS =
      "fixed, ntk, often=ntk: {every: 5}, wild={fixed: {first: 1e170}}";

  private static @Nullable Browser shared;
  @TempDir private static Path directory;
  private static Path report = Path.of("");

  @BeforeAll
  static void compare() throws IOException {
    shared = Browser.start();
    Path file = directory.resolve("pair.yaml");
    try (InputStream stream = ComparisonBrowserTest.class.getResourceAsStream("pair.yaml")) {
      Files.write(file, Objects.requireNonNull(stream).readAllBytes());
    }
    Path out = directory.resolve("out");
    StringWriter err = new StringWriter();
    int status =
        Main.run(
            new PrintWriter(new StringWriter()),
            new PrintWriter(err),
            Stream.of("compare", file, "--weights", WEIGHTS, "--seeds", 3, "--out", out, "-q")
                .map(Object::toString)
                .toArray(String[]::new));
    assertThat(status).as(err.toString()).isZero();
    report = out.resolve("report.html");
  }

  @AfterAll
  static void stop() {
    if (shared != null) {
      shared.close();
    }
  }

  private static Browser open(int width) {
    Browser browser = Objects.requireNonNull(shared);
    browser.resize(width, 900);
    browser.open(report);
    return browser;
  }

  @Test
  void isDrawnWithoutErrorsOrANetwork() throws IOException {
    Browser browser = open(1280);
    browser.screenshot("comparison");
    assertThat(browser.emptyCharts()).isEmpty();
    assertThat(browser.overflow()).isZero();
    assertThat(browser.count("#errors-charts figure")).isEqualTo(2);
    assertThat(browser.count("#errors-tables tbody tr")).isEqualTo(8);
    assertThat(browser.count("#pairs-tables tbody tr")).isEqualTo(6);
    assertThat(browser.count("#failures-table tbody tr")).isEqualTo(3);
    assertThat(browser.js("return document.querySelector('#outcome').textContent"))
        .isEqualTo("4 weightings, 3 seeds: 3 of 12 runs failed in their numerics.");
    assertThat(browser.console()).isEmpty();
    assertThat(browser.requests()).isEmpty();
  }

  @Test
  void eachRunThatEndedWellIsADot() {
    Browser browser = open(1280);
    String dots =
        "return document.querySelectorAll('#errors-charts figure:first-child svg"
            + " path[fill-opacity=\"0.75\"]').length";
    assertThat(browser.js(dots)).isEqualTo(9L);
  }

  @Test
  void theRatioOfOneIsMarked() {
    Browser browser = open(1280);
    String dashed =
        "return document.querySelectorAll('#pairs-charts svg path[stroke-dasharray=\"5,4\"]')"
            + ".length";
    assertThat(browser.js(dashed)).isEqualTo(2L);
  }

  @Test
  void theBestModelsErrorsAreDrawnOnRequest() {
    Browser browser = open(1280);
    String chart = "return document.querySelector('#errors-charts svg').innerHTML";
    Object last = browser.js(chart);
    browser.js("document.querySelectorAll('#errors-controls input')[1].click()");
    assertThat(browser.js(chart)).isNotEqualTo(last);
    assertThat(browser.console()).isEmpty();
  }

  @Test
  void curvesGoOverTimeToo() {
    Browser browser = open(1280);
    String chart = "return document.querySelector('#history-charts .chart svg').textContent";
    assertThat(browser.js(chart)).asString().contains("step");
    browser.js("document.querySelectorAll('#history-controls input')[1].click()");
    assertThat(browser.js(chart)).asString().contains("seconds");
    assertThat(browser.emptyCharts()).isEmpty();
  }

  @Test
  void fitsATelephone() {
    Browser browser = open(500);
    assertThat(browser.overflow()).isZero();
    assertThat(browser.emptyCharts()).isEmpty();
  }
}
