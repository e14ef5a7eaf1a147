package org.poise.app.report;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.List;
import java.util.Properties;

/**
 * Puts the page together: a template, its style and scripts, the charting library and the data. The
 * page's policy allows exactly these scripts, by their hashes, and nothing from a network.
 */
final class HtmlPage {
  private static final String WEBJAR = "META-INF/resources/webjars/echarts/";
  private static final String WEBJAR_PROPERTIES =
      "META-INF/maven/org.webjars/echarts/pom.properties";

  /** The scripts of every page. */
  private static final List<String> SHARED =
      List.of("base.js", "charts.js", "curves.js", "page.js");

  private HtmlPage() {}

  /** The page of a sort for some data. */
  static String of(Page.Sort sort, String title, JsonNode data) throws IOException {
    String charts = charts();
    StringBuilder script = new StringBuilder("'use strict';\n{\n");
    for (String name : SHARED) {
      script.append(own(name));
    }
    for (String name : sort.scripts()) {
      script.append(own(name));
    }
    script.append("}\n");
    String policy =
        "default-src 'none'; img-src data:; style-src 'unsafe-inline'; script-src "
            + hash(charts)
            + " "
            + hash(script.toString());
    String page = own("page.html");
    page = page.replace("{{sections}}\n", own(sort.sections()));
    page = page.replace("{{numbers}}", sort.numbers());
    page = page.replace("{{policy}}", policy);
    page = page.replace("{{style}}", own("report.css"));
    page = page.replace("{{echarts}}", charts);
    page = page.replace("{{script}}", script);
    // What the user wrote goes in last, so that nothing is looked for in it.
    int at = page.indexOf("{{data}}");
    String head = page.substring(0, at).replace("{{title}}", text(title));
    return head + inScript(data.toString()) + page.substring(at + "{{data}}".length());
  }

  /** Text for an element. */
  static String text(String text) {
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
  }

  /** JSON that no parser of HTML can take for the end of its element. */
  static String inScript(String json) {
    return json.replace("<", "\\u003c").replace(">", "\\u003e").replace("&", "\\u0026");
  }

  private static String hash(String script) {
    try {
      byte[] digest =
          MessageDigest.getInstance("SHA-256").digest(script.getBytes(StandardCharsets.UTF_8));
      return "'sha256-" + Base64.getEncoder().encodeToString(digest) + "'";
    } catch (NoSuchAlgorithmException e) {
      throw new AssertionError("every Java platform has SHA-256", e);
    }
  }

  private static String charts() throws IOException {
    Properties properties = new Properties();
    properties.load(new java.io.StringReader(library(WEBJAR_PROPERTIES)));
    String version = properties.getProperty("version", "");
    return library(WEBJAR + version + "/echarts.min.js").replace("\r\n", "\n");
  }

  private static String library(String path) throws IOException {
    return read(HtmlPage.class.getClassLoader().getResourceAsStream(path), path);
  }

  private static String own(String name) throws IOException {
    return read(HtmlPage.class.getResourceAsStream(name), name);
  }

  private static String read(@org.jspecify.annotations.Nullable InputStream stream, String name)
      throws IOException {
    if (stream == null) {
      throw new IOException(
          "this installation of Poise lacks " + name + "; build it again with ./build package");
    }
    try (stream) {
      return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
    }
  }
}
