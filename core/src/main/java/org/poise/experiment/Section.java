package org.poise.experiment;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.poise.problem.Suggestion;

/**
 * A mapping of a problem file and the keys that lead to it. Reads its values by type; a key that is
 * absent or null has the default.
 */
final class Section {
  private final Node.Mapping node;
  private final List<String> path;
  private final Constants constants;

  private Section(Node.Mapping node, List<String> path, Constants constants) {
    this.node = node;
    this.path = path;
    this.constants = constants;
  }

  /** A section whose keys are names of the user's choice. */
  static Section named(Node node, List<String> path, Constants constants) {
    if (node instanceof Node.Mapping mapping) {
      return new Section(mapping, path, constants);
    }
    throw node.place().error(path, "expected keys with values, not " + node.what());
  }

  /** A section with known keys; any other is an error. */
  static Section of(Node node, List<String> path, Constants constants, String... known) {
    if (!(node instanceof Node.Mapping)) {
      throw node.place()
          .error(
              path,
              "expected keys with values, not "
                  + node.what()
                  + "; keys: "
                  + String.join(", ", known));
    }
    Section section = named(node, path, constants);
    section.node.entries().forEach((key, entry) -> section.checkKey(key, entry, known));
    return section;
  }

  private void checkKey(String key, Node.Entry entry, String... known) {
    List<String> keys = Arrays.asList(known);
    if (!keys.contains(key)) {
      boolean comma = Node.isNull(entry.value()) && key.matches(".*[()^*/+].*");
      throw entry
          .key()
          .error(
              path,
              "unknown key '"
                  + key
                  + "'"
                  + (comma
                      ? "; put quotes around a formula that has a comma"
                      : Suggestion.after(key, "keys", keys)));
    }
  }

  /** The keys that are there. */
  List<String> keys() {
    return List.copyOf(node.entries().keySet());
  }

  List<String> path(String... more) {
    List<String> all = new ArrayList<>(path);
    all.addAll(Arrays.asList(more));
    return all;
  }

  Place place() {
    return node.place();
  }

  /** An error about the section as a whole. */
  ProblemFileException error(String sentence) {
    return node.place().error(path, sentence);
  }

  /** The value of a key, or null where the key is absent or null. */
  @Nullable Node get(String key) {
    Node.Entry entry = node.entries().get(key);
    return entry == null || Node.isNull(entry.value()) ? null : entry.value();
  }

  boolean has(String key) {
    return get(key) != null;
  }

  /** The value of a key that must be there. */
  Node need(String key, String example) {
    Node value = get(key);
    if (value == null) {
      Node.Entry entry = node.entries().get(key);
      Place place = entry == null ? node.place() : entry.value().place();
      throw place.error(path, "'" + key + "' is missing; give it, such as " + example);
    }
    return value;
  }

  /** A subsection with known keys, or null. */
  @Nullable Section section(String key, String... known) {
    Node value = get(key);
    return value == null ? null : of(value, path(key), constants, known);
  }

  String text(String key, String example) {
    return Values.text(need(key, example), path(key));
  }

  @Nullable String textOrNull(String key) {
    Node value = get(key);
    return value == null ? null : Values.text(value, path(key));
  }

  double number(String key, double ifAbsent) {
    Node value = get(key);
    return value == null ? ifAbsent : Values.number(value, path(key), constants);
  }

  /** Numbers in a list, or one alone. */
  List<Double> numbers(String key, double ifAbsent) {
    Node value = get(key);
    return value == null
        ? List.of(ifAbsent)
        : Values.items(value).stream()
            .map(item -> Values.number(item, path(key), constants))
            .toList();
  }

  int count(String key, int ifAbsent) {
    Node value = get(key);
    return value == null ? ifAbsent : Values.count(value, path(key));
  }

  boolean flag(String key, boolean ifAbsent) {
    Node value = get(key);
    return value == null ? ifAbsent : Values.flag(value, path(key));
  }

  /** A value that a label stands for. */
  <T> T label(String key, T ifAbsent, Function<String, T> of) {
    Node value = get(key);
    if (value == null) {
      return ifAbsent;
    }
    String text = Values.text(value, path(key));
    try {
      return of.apply(text);
    } catch (IllegalArgumentException e) {
      throw value.place().error(path(key), String.valueOf(e.getMessage()));
    }
  }

  /** A record whose own checks start their messages with the key at fault. */
  <T> T checked(Supplier<T> value) {
    try {
      return value.get();
    } catch (IllegalArgumentException e) {
      String sentence = String.valueOf(e.getMessage());
      String[] words = sentence.split("[^A-Za-z0-9]+", 3);
      Section at = this;
      if (words.length > 1 && get(words[0]) instanceof Node.Mapping inner) {
        at = new Section(inner, path(words[0]), constants);
        words = new String[] {words[1]};
      }
      Node culprit = at.get(words[0]);
      throw culprit == null
          ? at.error(sentence)
          : culprit.place().error(at.path(words[0]), sentence);
    }
  }
}
