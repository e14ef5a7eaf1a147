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

/** The report of a small tangent kernel, as Chromium shows it. */
class NtkBrowserTest {
  private static @Nullable Browser shared;
  @TempDir private static Path directory;
  private static Path report = Path.of("");

  @BeforeAll
  static void measure() throws IOException {
    shared = Browser.start();
    Path file = directory.resolve("map.yaml");
    try (InputStream stream = NtkBrowserTest.class.getResourceAsStream("map.yaml")) {
      Files.write(file, Objects.requireNonNull(stream).readAllBytes());
    }
    Path saved = directory.resolve("saved");
    StringWriter err = new StringWriter();
    int status =
        Main.run(
            new PrintWriter(new StringWriter()),
            new PrintWriter(err),
            Stream.of(
                    "ntk",
                    file,
                    "--decay",
                    9,
                    "--widths",
                    "4,8",
                    "--steps",
                    5,
                    "--estimators",
                    "exact, sketch, sketch: {probes: 10}, residual-sketch: {derivative: jvp},"
                        + " one-sided",
                    "--save",
                    saved)
                .map(Object::toString)
                .toArray(String[]::new));
    assertThat(status).as(err.toString()).isZero();
    report = saved.resolve("report.html");
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
    browser.screenshot("ntk");
    assertThat(browser.emptyCharts()).isEmpty();
    assertThat(browser.overflow()).isZero();
    assertThat(browser.count("#spectra-charts figure")).isEqualTo(5);
    assertThat(browser.count("#weights-table tbody tr")).isGreaterThan(1);
    assertThat(browser.count("#look-alikes-table tbody tr")).isEqualTo(4);
    assertThat(browser.count("#look-alikes-weights tbody tr")).isEqualTo(3);
    assertThat(browser.count("#estimators-charts figure")).isEqualTo(4);
    assertThat(browser.count("#estimators-table tbody tr")).isEqualTo(5 * 4);
    assertThat(browser.count("#estimators-costs tbody tr")).isEqualTo(6);
    assertThat(browser.count("#widths-table tbody tr")).isEqualTo(2);
    assertThat(browser.console()).isEmpty();
    assertThat(browser.requests()).isEmpty();
  }

  @Test
  void fitsATelephone() {
    Browser browser = open(500);
    assertThat(browser.overflow()).isZero();
    assertThat(browser.emptyCharts()).isEmpty();
  }
}
