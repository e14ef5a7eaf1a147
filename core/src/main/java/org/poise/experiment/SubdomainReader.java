package org.poise.experiment;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.poise.problem.InterfaceTerms;
import org.poise.problem.ProblemBuilder;
import org.poise.problem.Sampler;

/** Reads how a problem file cuts its domain, and what ties the subdomains together. */
final class SubdomainReader {
  private final Section root;
  private final Constants constants;

  SubdomainReader(Section root, Constants constants) {
    this.root = root;
    this.constants = constants;
  }

  void read(ProblemBuilder problem) {
    Node node = root.get("subdomains");
    Section interfaces = root.section("interface", "count", "sampler", "continuity", "group");
    if (node == null) {
      if (interfaces != null) {
        throw interfaces.error(
            "there are no subdomains to tie together; give them, such as 'subdomains: {t: 2}', or"
                + " drop this");
      }
      return;
    }
    Section divisions = Section.named(node, root.path("subdomains"), constants);
    for (String coordinate : divisions.keys()) {
      Node division = divisions.need(coordinate, "a number of pieces, '4', or cuts, '[0.25, 0.5]'");
      List<String> path = divisions.path(coordinate);
      if (division instanceof Node.Sequence(Place _, List<Node> items)) {
        problem.cuts(
            coordinate,
            items.stream().mapToDouble(item -> Values.number(item, path, constants)).toArray());
      } else {
        problem.subdomains(coordinate, Values.count(division, path));
      }
    }
    if (interfaces != null) {
      problem.interfaces(terms(interfaces, divisions.keys()));
    }
  }

  private InterfaceTerms terms(Section section, List<String> divided) {
    Integer count = section.has("count") ? (Integer) section.count("count", 1) : null;
    Map<String, List<String>> continuity = continuity(section, divided);
    return section.checked(
        () -> new InterfaceTerms(count, sampler(section), continuity, section.textOrNull("group")));
  }

  private static @Nullable Sampler sampler(Section section) {
    return section.has("sampler") ? section.label("sampler", Sampler.UNIFORM, Sampler::of) : null;
  }

  /** Formulas by coordinate; a list alone holds for all coordinates that are cut. */
  private Map<String, List<String>> continuity(Section section, List<String> divided) {
    Map<String, List<String>> continuity = new LinkedHashMap<>();
    Node node = section.get("continuity");
    if (node instanceof Node.Mapping) {
      Section each = Section.named(node, section.path("continuity"), constants);
      for (String coordinate : each.keys()) {
        Node formulas = each.need(coordinate, "formulas, '[u, u_x]'");
        continuity.put(coordinate, Values.texts(formulas, each.path(coordinate)));
      }
    } else if (node != null) {
      List<String> formulas = Values.texts(node, section.path("continuity"));
      divided.forEach(coordinate -> continuity.put(coordinate, formulas));
    }
    return continuity;
  }
}
