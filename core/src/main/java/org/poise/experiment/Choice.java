package org.poise.experiment;

import java.util.List;
import java.util.Map;
import org.poise.problem.Suggestion;

/** One choice of several: a name alone, or a name with its options. */
final class Choice {
  private final Section section;
  private final Map<String, String[]> kinds;
  private final Map<String, Double> constants;

  private Choice(Section section, Map<String, String[]> kinds, Map<String, Double> constants) {
    this.section = section;
    this.kinds = kinds;
    this.constants = constants;
  }

  /**
   * Reads a choice.
   *
   * @param kinds the options of each name
   */
  static Choice of(
      Node node, List<String> path, Map<String, String[]> kinds, Map<String, Double> constants) {
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
      throw section.error(
          "give exactly one of " + String.join(", ", names) + ", not " + section.keys().size());
    }
    return new Choice(section, kinds, constants);
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
