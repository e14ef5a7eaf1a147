package org.poise.experiment;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.poise.problem.ProblemException;

/** Finds where in a file the keys of an error lead. */
final class Locator {
  private Locator() {}

  static ProblemFileException error(Node.Mapping root, ProblemException e) {
    List<String> path = asWritten(root, e.path());
    if (path.size() == 2 && path.getFirst().equals("fields")) {
      return field(root, path.getLast()).error(List.of("networks"), e.sentence());
    }
    return place(root, path, e.offset()).error(path, e.sentence());
  }

  private static Place place(Node.Mapping root, List<String> path, int offset) {
    Node node = root;
    Place place = root.place();
    int depth = 0;
    for (String key : path) {
      if (node instanceof Node.Sequence(Place _, List<Node> items) && isIndex(key, items.size())) {
        node = items.get(Integer.parseInt(key));
        place = node.place();
        depth++;
      } else if (node instanceof Node.Mapping mapping && mapping.entries().containsKey(key)) {
        Node.Entry entry = mapping.entries().get(key);
        node = entry.value();
        place = entry.key();
        depth++;
      } else {
        break;
      }
    }
    if (depth == path.size() && node instanceof Node.Scalar scalar) {
      return offset > 0 ? scalar.at(offset) : scalar.at(0);
    }
    return place;
  }

  private static boolean isIndex(String key, int size) {
    return key.matches("\\d{1,9}") && Integer.parseInt(key) < size;
  }

  /**
   * Leaves the coordinate out where the formulas of an interface are a list for all coordinates,
   * and the index where a formula stands alone.
   */
  private static List<String> asWritten(Node.Mapping root, List<String> path) {
    if (path.size() < 3 || !path.subList(0, 2).equals(List.of("interface", "continuity"))) {
      return path;
    }
    List<String> written = new ArrayList<>(path);
    Node node =
        at(root, "interface") instanceof Node.Mapping terms ? at(terms, "continuity") : null;
    if (node instanceof Node.Mapping formulas) {
      node = at(formulas, path.get(2));
    } else {
      written.remove(2);
    }
    if (node instanceof Node.Scalar) {
      written.removeLast();
    }
    return written;
  }

  private static @Nullable Node at(Node.Mapping mapping, String key) {
    Node.Entry entry = mapping.entries().get(key);
    return entry == null ? null : entry.value();
  }

  /** Where a network names a field. */
  private static Place field(Node.Mapping root, String name) {
    Place place = root.place();
    if (root.entries().get("networks") instanceof Node.Entry(Place _, Node.Mapping networks)) {
      for (Node.Entry network : networks.entries().values()) {
        if (network.value() instanceof Node.Mapping mapping
            && mapping.entries().get("fields") instanceof Node.Entry(Place _, Node fields)) {
          for (Node item : Values.items(fields)) {
            if (item instanceof Node.Scalar scalar && scalar.text().equals(name)) {
              place = scalar.place();
            }
          }
        }
      }
    }
    return place;
  }
}
