package org.poise.experiment;

import java.util.List;
import org.poise.problem.ProblemException;

/** Finds where in a file the keys of an error lead. */
final class Locator {
  private Locator() {}

  static ProblemFileException error(Node.Mapping root, ProblemException e) {
    List<String> path = e.path();
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
      if (node instanceof Node.Mapping mapping && mapping.entries().containsKey(key)) {
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
