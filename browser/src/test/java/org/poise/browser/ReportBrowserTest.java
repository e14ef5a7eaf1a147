package org.poise.browser;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.poise.app.Main;

/** Reports of small trainings, as Chromium shows them. */
class ReportBrowserTest {
  /** All pictures of the maps as one text, which changes when they do. */
  private static final String PICTURES =
      "return [...document.querySelectorAll('.map canvas')].map(c => c.toDataURL()).join()";

  private static @Nullable Browser shared;
  @TempDir private Path directory;

  @BeforeAll
  static void start() {
    shared = Browser.start();
  }

  @AfterAll
  static void stop() {
    if (shared != null) {
      shared.close();
    }
  }

  private static Browser browser() {
    return Objects.requireNonNull(shared);
  }

  private Path report(String problem, String... overrides) throws IOException {
    Path file = directory.resolve(problem + ".yaml");
    try (InputStream stream = ReportBrowserTest.class.getResourceAsStream(problem + ".yaml")) {
      Files.write(file, Objects.requireNonNull(stream).readAllBytes());
    }
    Path run = directory.resolve("run");
    Stream<String> command =
        Stream.of("train", file.toString(), "--out", run.toString(), "--quiet", "--threads", "1");
    Stream<String> sets = Arrays.stream(overrides).flatMap(set -> Stream.of("--set", set));
    StringWriter err = new StringWriter();
    int status =
        Main.run(
            new PrintWriter(new StringWriter()),
            new PrintWriter(err),
            Stream.concat(command, sets).toArray(String[]::new));
    assertThat(status).as(err.toString()).isZero();
    return run.resolve("report.html");
  }

  @ParameterizedTest
  @ValueSource(strings = {"curve", "map", "slices", "system", "inverse"})
  void isDrawnWithoutErrorsOrANetwork(String problem) throws IOException {
    Browser browser = browser();
    browser.resize(1280, 900);
    browser.open(report(problem));
    browser.screenshot(problem);
    assertThat(browser.emptyCharts()).isEmpty();
    assertThat(browser.count("#history-charts figure")).isGreaterThanOrEqualTo(2);
    assertThat(browser.count("#kernel-charts figure")).isZero();
    assertThat(browser.count("#figures > div")).isGreaterThanOrEqualTo(7);
    assertThat(browser.count("#yaml span")).isGreaterThan(10);
    assertThat(browser.overflow()).isZero();
    assertThat(browser.console()).isEmpty();
    assertThat(browser.requests()).isEmpty();
  }

  @Test
  void theKernelIsDrawnWhereItWasReportedOn() throws IOException {
    Browser browser = browser();
    browser.resize(1280, 900);
    browser.open(
        report(
            "map",
            "ntkReport.every=20",
            "weights=fixed",
            "optimizer={gradient-descent: {rate: 1e-4, steps: 100}}"));
    browser.screenshot("kernel");
    assertThat(browser.emptyCharts()).isEmpty();
    assertThat(browser.count("#kernel-charts figure")).isEqualTo(8);
    assertThat(browser.count("#timings-table tbody tr")).isEqualTo(3);
    assertThat(browser.console()).isEmpty();
    assertThat(browser.requests()).isEmpty();
    browser.resize(500, 900);
    assertThat(browser.overflow()).isZero();
  }

  @Test
  void fitsATelephone() throws IOException {
    Browser browser = browser();
    Path report = report("map");
    browser.resize(500, 900);
    browser.open(report);
    assertThat(browser.overflow()).isZero();
    assertThat(browser.emptyCharts()).isEmpty();
  }

  @Test
  void slidersQuantitiesAndPairsChangeTheMaps() throws IOException {
    Browser browser = browser();
    browser.resize(1280, 900);
    browser.open(report("slices"));
    Object before = browser.js(PICTURES);
    browser.js(
        "const s = document.querySelector('#solution-controls input[type=range]');"
            + "s.value = s.max; s.dispatchEvent(new Event('input'));");
    Object moved = browser.js(PICTURES);
    assertThat(moved).isNotEqualTo(before);
    assertThat(browser.js("return document.querySelector('#solution-controls output').textContent"))
        .isEqualTo("z = 2");
    browser.js(
        "const s = document.querySelector('#solution-controls select');"
            + "s.value = 2; s.dispatchEvent(new Event('change'));");
    assertThat(browser.js(PICTURES)).isNotEqualTo(moved);
    assertThat(browser.console()).isEmpty();
  }

  @Test
  void outputsCanBeChosenByKeyboard() throws IOException {
    Browser browser = browser();
    browser.resize(1280, 900);
    browser.open(report("map"));
    assertThat(browser.count("#solution-maps figure")).isEqualTo(3);
    browser.js("document.querySelectorAll('#solution-controls input[type=radio]')[1].click()");
    assertThat(browser.count("#solution-maps figure")).isEqualTo(1);
    assertThat(browser.js("return document.querySelector('#solution-note').textContent"))
        .asString()
        .contains("output");
  }

  @Test
  void legendsSwitchCurvesOff() throws IOException {
    Browser browser = browser();
    browser.resize(1280, 900);
    browser.open(report("map"));
    String lines =
        "return document.querySelectorAll('#history-charts figure:first-child .chart"
            + " svg path[stroke-width=\"1.7\"]').length";
    Object before = browser.js(lines);
    browser.js("document.querySelector('#history-charts .legend button').click()");
    assertThat(before).isEqualTo(4L);
    browser.js("document.querySelectorAll('#history-charts .legend button')[2].click()");
    assertThat(browser.js(lines)).isEqualTo(3L);
  }

  @Test
  void themesChangeThePage() throws IOException {
    Browser browser = browser();
    browser.resize(1280, 900);
    browser.open(report("curve"));
    String background = "return getComputedStyle(document.body).backgroundColor";
    Object light = browser.js(background);
    browser.js(
        "document.getElementById('theme').click(); document.getElementById('theme').click()");
    assertThat(browser.js("return document.documentElement.dataset.theme")).isEqualTo("dark");
    assertThat(browser.js(background)).isNotEqualTo(light);
    browser.screenshot("dark");
    assertThat(browser.emptyCharts()).isEmpty();
  }

  @Test
  void whatUsersWriteStaysText() throws IOException {
    String attack =
        "<img src=x onerror=\\\"window.attacked=1\\\"><script>window.attacked=1</script>";
    Browser browser = browser();
    browser.resize(1280, 900);
    browser.open(
        report("map", "title=\"" + attack + "\"", "cite=\"javascript:window.attacked=1\""));
    browser.js("document.querySelectorAll('header a').forEach(a => a.click())");
    assertThat(browser.js("return window.attacked === undefined")).isEqualTo(true);
    assertThat(browser.js("return document.querySelector('h1').textContent"))
        .isEqualTo(attack.replace("\\\"", "\""));
    assertThat(browser.count("main img")).isZero();
    assertThat(browser.console()).isEmpty();
  }
}
