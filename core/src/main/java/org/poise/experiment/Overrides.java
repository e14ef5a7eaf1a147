package org.poise.experiment;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.poise.experiment.Place.Source;

/**
 * Puts values of the command line, {@code networks.main.mlp.width=64}, into a tree before it is
 * checked. A path goes through keys and, in lists, through indices from 0, or through the name that
 * a single item has as its key ({@code optimizer.adam.steps}). What is not there yet is made;
 * whether it may be there is checked with the rest.
 */
final class Overrides {
  private Overrides() {}

  static void apply(Node.Mapping root, List<String> overrides) {
    overrides.forEach(override -> apply(root, override));
  }

  private static void apply(Node.Mapping root, String override) {
    int equals = override.indexOf('=');
    String path = equals < 0 ? "" : override.substring(0, equals).strip();
    if (path.isEmpty() || List.of(path.split("\\.", -1)).contains("")) {
      throw new ProblemFileException(
          "--set " + override + ": give keys with dots between, and a value: checkpoint.every=100");
    }
    String text = override.substring(equals + 1);
    Place place = new Place(new Source("--set " + override, text, false), 0);
    Node value = YamlTree.read(place.source());
    put(root, List.of(path.split("\\.")), 0, value == null ? nothing(place) : value, place);
  }

  private static Node.Scalar nothing(Place place) {
    return new Node.Scalar(place, "", Node.Style.PLAIN);
  }

  private static void put(
      Node.Mapping mapping, List<String> path, int depth, Node value, Place place) {
    String key = path.get(depth);
    Node.Entry entry = mapping.entries().get(key);
    Node child = entry == null ? null : entry.value();
    Node replacement =
        depth + 1 == path.size() ? value : inside(child, path, depth + 1, value, place);
    if (replacement != child) {
      mapping.entries().put(key, new Node.Entry(place, replacement));
    }
  }

  /**
   * Puts the value somewhere under a node; returns the node, or the mapping that takes its place.
   */
  private static Node inside(
      @Nullable Node node, List<String> path, int depth, Node value, Place place) {
    if (node instanceof Node.Sequence sequence) {
      intoSequence(sequence, path, depth, value, place);
      return sequence;
    }
    Node.Mapping mapping =
        node instanceof Node.Mapping existing ? existing : Node.Mapping.empty(place);
    put(mapping, path, depth, value, place);
    return mapping;
  }

  private static void intoSequence(
      Node.Sequence sequence, List<String> path, int depth, Node value, Place place) {
    List<Node> items = sequence.items();
    String key = path.get(depth);
    int index = key.matches("\\d{1,6}") ? Integer.parseInt(key) : -1;
    boolean byName = index < 0;
    if (byName) {
      for (int i = 0; i < items.size(); i++) {
        if (isNamed(items.get(i), key)) {
          if (index >= 0) {
            throw place.error(
                path.subList(0, depth),
                "several items are called '" + key + "'; give the index, from 0, instead");
          }
          index = i;
        }
      }
    }
    if (index < 0 || index >= items.size()) {
      throw place.error(
          path.subList(0, depth),
          "the list has no item '" + key + "'; give an index from 0 to " + (items.size() - 1));
    }
    if (byName) {
      items.set(index, inside(items.get(index), path, depth, value, place));
    } else if (depth + 1 == path.size()) {
      items.set(index, value);
    } else {
      items.set(index, inside(items.get(index), path, depth + 1, value, place));
    }
  }

  private static boolean isNamed(Node item, String name) {
    return switch (item) {
      case Node.Mapping mapping -> mapping.entries().containsKey(name);
      case Node.Scalar scalar -> scalar.text().equals(name);
      case Node.Sequence _ -> false;
    };
  }
}
