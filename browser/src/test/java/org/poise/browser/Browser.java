package org.poise.browser;

import static org.assertj.core.api.Assertions.fail;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.logging.Level;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Assumptions;
import org.openqa.selenium.Dimension;
import org.openqa.selenium.OutputType;
import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.chrome.ChromeDriverService;
import org.openqa.selenium.chrome.ChromeOptions;
import org.openqa.selenium.logging.LogEntry;
import org.openqa.selenium.logging.LogType;
import org.openqa.selenium.logging.LoggingPreferences;
import org.openqa.selenium.support.ui.WebDriverWait;

/**
 * The Chromium of this machine, headless, with a network on which no name can be found. Nothing is
 * downloaded: where there is no browser or no driver, tests are skipped with a word, or fail if the
 * system property poise.browser.required or the environment's POISE_BROWSER_REQUIRED is true.
 */
final class Browser implements AutoCloseable {
  private static final List<String> BROWSERS =
      List.of("chromium", "chromium-browser", "google-chrome", "google-chrome-stable");

  /** Charts without lines or, if they are maps, with fewer than ten colours. */
  private static final String EMPTY_CHARTS =
      """
      const empty = [];
      for (const chart of document.querySelectorAll('.chart, .map')) {
        const name = chart.getAttribute('aria-label') ?? '';
        const canvas = chart.querySelector('canvas');
        if (canvas) {
          const pixels = canvas.getContext('2d').getImageData(0, 0, canvas.width, canvas.height).data;
          const colors = new Set();
          for (let i = 0; i < pixels.length; i += 4) colors.add(pixels[i] << 16 | pixels[i + 1] << 8 | pixels[i + 2]);
          if (colors.size < 10) empty.push(name + ': ' + colors.size + ' colours');
        } else {
          const lines = [...chart.querySelectorAll('svg path[stroke-width]')]
            .filter(p => p.getAttribute('stroke-width') > 1.5 && p.getAttribute('d').length > 20);
          if (lines.length === 0) empty.push(name + ': no line');
        }
        if (chart.clientWidth < 100 || chart.clientHeight < 100) empty.push(name + ': too small');
      }
      return empty;
      """;

  private static final String OVERFLOW =
      "return document.documentElement.scrollWidth - document.documentElement.clientWidth";

  private final ChromeDriver driver;

  private Browser(ChromeDriver driver) {
    this.driver = driver;
  }

  /** Starts the browser, or skips the test. */
  static Browser start() {
    Path browser =
        BROWSERS.stream().map(Browser::find).filter(f -> f != null).findFirst().orElse(null);
    Path driver = find("chromedriver");
    if (browser == null || driver == null) {
      String message =
          "no Chromium with its chromedriver on the PATH; install both to look at reports";
      if (required()) {
        fail(message);
      }
      Assumptions.abort(message);
      throw new AssertionError("aborted");
    }
    LoggingPreferences logs = new LoggingPreferences();
    logs.enable(LogType.BROWSER, Level.ALL);
    logs.enable(LogType.PERFORMANCE, Level.ALL);
    ChromeOptions options = new ChromeOptions();
    options.setBinary(browser.toFile());
    options.setCapability("goog:loggingPrefs", logs);
    options.addArguments(
        "--headless",
        "--no-sandbox",
        "--disable-gpu",
        "--disable-dev-shm-usage",
        "--hide-scrollbars",
        "--host-resolver-rules=MAP * ~NOTFOUND");
    ChromeDriverService service =
        new ChromeDriverService.Builder().usingDriverExecutable(driver.toFile()).build();
    return new Browser(new ChromeDriver(service, options));
  }

  private static boolean required() {
    return Boolean.getBoolean("poise.browser.required")
        || Boolean.parseBoolean(System.getenv("POISE_BROWSER_REQUIRED"));
  }

  private static @Nullable Path find(String program) {
    String path = System.getenv("PATH");
    for (String directory : (path == null ? "" : path).split(File.pathSeparator, -1)) {
      Path file = Path.of(directory, program);
      if (Files.isExecutable(file)) {
        return file;
      }
    }
    return null;
  }

  /** Opens a page and waits until its script has finished. */
  void open(Path page) {
    driver.manage().logs().get(LogType.BROWSER);
    driver.manage().logs().get(LogType.PERFORMANCE);
    driver.get(page.toUri().toString());
    new WebDriverWait(driver, java.time.Duration.ofSeconds(20))
        .until(d ->
            Boolean.TRUE.equals(js("return document.documentElement.dataset.ready === 'true'")));
  }

  /** Sets the size of the page. */
  void resize(int width, int height) {
    driver.manage().window().setSize(new Dimension(width, height));
  }

  /** Runs a script in the page. */
  @Nullable Object js(String script, Object... arguments) {
    return driver.executeScript(script, arguments);
  }

  /** How many elements a selector finds. */
  long count(String selector) {
    return js("return document.querySelectorAll(arguments[0]).length", selector) instanceof Long n
        ? n
        : -1;
  }

  /** Charts in which nothing is drawn, or that are too small to see. */
  List<String> emptyCharts() {
    return js(EMPTY_CHARTS) instanceof List<?> names
        ? names.stream().map(Object::toString).toList()
        : List.of("no answer");
  }

  /** By how many pixels the page is wider than its window. */
  long overflow() {
    return js(OVERFLOW) instanceof Long pixels ? pixels : -1;
  }

  /** What the page's console said: errors, violations of its policy, and anything else. */
  List<String> console() {
    return driver.manage().logs().get(LogType.BROWSER).getAll().stream()
        .map(LogEntry::toString)
        .toList();
  }

  /** Requests for anything but the page itself and what it holds. */
  List<String> requests() {
    return driver.manage().logs().get(LogType.PERFORMANCE).getAll().stream()
        .map(LogEntry::getMessage)
        .filter(m -> m.contains("Network.requestWillBeSent\""))
        .filter(m -> !m.contains("\"url\":\"file:") && !m.contains("\"url\":\"data:"))
        .toList();
  }

  /** A picture of the page as high as it is, under target/screenshots, for people to look at. */
  Path screenshot(String name) throws IOException {
    Object height = js("return document.documentElement.scrollHeight");
    resize(1280, height instanceof Number h ? h.intValue() + 150 : 2000);
    Path directory = Files.createDirectories(Path.of("target", "screenshots"));
    return Files.write(directory.resolve(name + ".png"), driver.getScreenshotAs(OutputType.BYTES));
  }

  @Override
  public void close() {
    driver.quit();
  }
}
