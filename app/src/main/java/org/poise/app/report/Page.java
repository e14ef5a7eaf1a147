package org.poise.app.report;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.poise.app.files.OwnFiles;

/**
 * A report in the making: what all of them have in common (title, sources, outcome, key figures,
 * footer), and the data of its own sections.
 */
final class Page {
  /**
   * What the pages of one sort are made of.
   *
   * @param sections the resource with their sections
   * @param scripts resources with their scripts, beside those of every page
   * @param numbers the files with the numbers, for readers without JavaScript
   */
  record Sort(String sections, List<String> scripts, String numbers) {}

  private final ObjectNode data = JsonNodeFactory.instance.objectNode();
  private final ArrayNode figures;
  private final String title;

  /**
   * Starts a page.
   *
   * @param sources what is cited, with commas between; empty for nothing
   * @param kind of the outcome: done, stopped, mixed or failed
   * @param message says in a sentence how it ended
   */
  Page(String title, String sources, String kind, String message) {
    this.title = title;
    data.put("title", title);
    if (!sources.isEmpty()) {
      ArrayNode cite = data.putArray("cite");
      for (String source : sources.split(",\\s+")) {
        cite.addObject().put("text", source).put("href", link(source));
      }
    }
    data.putObject("outcome").put("kind", kind).put("message", message);
    figures = data.putArray("figures");
  }

  /** The data of the sections. */
  ObjectNode data() {
    return data;
  }

  /** A key figure; its note, unit (seconds, share, text) and whether it is the hero may be put. */
  ObjectNode figure(String label, @Nullable JsonNode value) {
    ObjectNode figure = figures.addObject().put("label", label);
    figure.set("value", value);
    return figure;
  }

  /** A key figure that is a number. */
  ObjectNode figure(String label, double value) {
    return figure(label, JsonNodeFactory.instance.numberNode(value));
  }

  /**
   * Writes DIRECTORY/report.html, replacing an earlier one.
   *
   * @param version of the program
   * @param source what the page was made from, as the rest of a sentence
   * @return the report
   */
  Path write(Path directory, Sort sort, String version, String source) throws IOException {
    data.put("footer", "Made by Poise " + version + source);
    return OwnFiles.replace(directory.resolve(Report.NAME), HtmlPage.of(sort, title, data));
  }

  /** The address of a citation, or null for one that names no place known. */
  static @Nullable String link(String cite) {
    String lower = cite.toLowerCase(Locale.ROOT);
    if (lower.startsWith("https://") || lower.startsWith("http://")) {
      return cite;
    }
    if (lower.matches("doi:\\s*10\\.[^\\s]+")) {
      return "https://doi.org/" + cite.substring(4).strip();
    }
    if (lower.matches("arxiv:\\s*[^\\s]+")) {
      return "https://arxiv.org/abs/" + cite.substring(6).strip();
    }
    return null;
  }
}
