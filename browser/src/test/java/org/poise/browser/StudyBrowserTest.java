package org.poise.browser;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.poise.app.Main;

/** The report of a study, made from a summary that is at hand, as Chromium shows it. */
class StudyBrowserTest {
  private static @Nullable Browser shared;
  @TempDir private static Path directory;

  @BeforeAll
  static void make() throws IOException {
    shared = Browser.start();
    try (InputStream stream = StudyBrowserTest.class.getResourceAsStream("study.json")) {
      Files.write(directory.resolve("summary.json"), Objects.requireNonNull(stream).readAllBytes());
    }
    StringWriter err = new StringWriter();
    int status =
        Main.run(
            new PrintWriter(new StringWriter()),
            new PrintWriter(err),
            "report",
            directory.toString());
    assertThat(status).as(err.toString()).isZero();
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
    browser.open(directory.resolve("report.html"));
    return browser;
  }

  @Test
  void isDrawnWithoutErrorsOrANetwork() throws IOException {
    Browser browser = open(1280);
    browser.screenshot("study");
    assertThat(browser.emptyCharts()).isEmpty();
    assertThat(browser.overflow()).isZero();
    assertThat(browser.count("#findings section")).isEqualTo(2);
    assertThat(browser.count("#findings figure")).isEqualTo(2);
    assertThat(browser.count("#notes-list li")).isEqualTo(2);
    assertThat(browser.count("#nav a")).isEqualTo(4);
    assertThat(browser.js("return document.querySelector('#outcome').textContent"))
        .isEqualTo(
            "1 of 2 claims that were tested held; 1 could not be tested in a study of this size.");
    assertThat(browser.js("return document.querySelector('h1').textContent"))
        .isEqualTo("A <b>small</b> study");
    assertThat(browser.console()).isEmpty();
    assertThat(browser.requests()).isEmpty();
  }

  @Test
  void everyClaimHasItsVerdict() {
    Browser browser = open(1280);
    assertThat(browser.count("#claims-table tbody tr")).isEqualTo(3);
    assertThat(
            browser.js(
                "return [...document.querySelectorAll('.verdict')].map(v => v.textContent).join()"))
        .isEqualTo("held,did not hold,not tested");
    String color = "return getComputedStyle(document.querySelector('.verdict.%s')).color";
    assertThat(browser.js(color.formatted("yes"))).isNotEqualTo(browser.js(color.formatted("no")));
  }

  @Test
  void numbersAreSetToTheRightAndWordsToTheLeft() {
    Browser browser = open(1280);
    assertThat(
            browser.js(
                "return [...document.querySelectorAll('#findings-1 tbody tr:nth-child(2) td')]"
                    + ".map(cell => cell.textContent + '/' + cell.className).join()"))
        .isEqualTo("100/number,–/number,none/");
  }

  @Test
  void fitsANarrowWindow() throws IOException {
    Browser browser = open(480);
    assertThat(browser.overflow()).isZero();
    assertThat(browser.emptyCharts()).isEmpty();
  }
}
