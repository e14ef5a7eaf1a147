package org.poise.experiment;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.poise.problem.Suggestion;

/** One choice of several: a name alone, or a name with its options. */
final class Choice {
  private final Section section;
  private final Map<String, String[]> kinds;
  private final Constants constants;

  private Choice(Section section, Map<String, String[]> kinds, Constants constants) {
    this.section = section;
    this.kinds = kinds;
    this.constants = constants;
  }

  /**
   * Reads a choice.
   *
   * @param kinds the options of each name
   */
  static Choice of(Node node, List<String> path, Map<String, String[]> kinds, Constants constants) {
    String[] names = kinds.keySet().toArray(String[]::new);
    Place place = node.place();
    if (node instanceof Node.Scalar scalar) {
      if (!kinds.containsKey(scalar.text())) {
        throw place.error(
            path,
            "unknown choice '"
                + scalar.text()
                + "'"
                + Suggestion.after(scalar.text(), "choices", kinds.keySet()));
      }
      Node.Mapping chosen = Node.Mapping.empty(place);
      chosen.entries().put(scalar.text(), new Node.Entry(place, Node.Mapping.empty(place)));
      return new Choice(Section.of(chosen, path, constants, names), kinds, constants);
    }
    Section section = Section.of(node, path, constants, names);
    if (section.keys().size() != 1) {
      refuseAdded((Node.Mapping) node, path);
      throw section.error(
          "give exactly one of " + String.join(", ", names) + ", not " + section.keys().size());
    }
    return new Choice(section, kinds, constants);
  }

  /** Refuses the name that an override has put beside the one of the file. */
  private static void refuseAdded(Node.Mapping node, List<String> path) {
    Optional<String> own =
        node.entries().entrySet().stream()
            .filter(e -> e.getValue().key().source().isFile())
            .map(Map.Entry::getKey)
            .findFirst();
    if (own.isEmpty()) {
      return;
    }
    node.entries()
        .forEach((name, entry) -> {
          if (!entry.key().source().isFile()) {
            throw entry
                .key()
                .error(
                    path,
                    "the file chooses "
                        + own.get()
                        + ", and this adds "
                        + name
                        + " beside it; to have "
                        + name
                        + " instead, put --set "
                        + String.join(".", path)
                        + "="
                        + name
                        + " before");
          }
        });
  }

  String name() {
    return section.keys().getFirst();
  }

  /** The options of the choice. */
  Section options() {
    Node node = section.get(name());
    return Section.of(
        node == null ? Node.Mapping.empty(section.place()) : node,
        section.path(name()),
        constants,
        kinds.getOrDefault(name(), new String[0]));
  }

  /** The section that holds the choice, for a choice whose keys are names of the user's. */
  Section section() {
    return section;
  }
}
