package org.poise.experiment;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.poise.problem.Problem;
import org.poise.problem.ProblemBuilder;
import org.poise.problem.Sampler;
import org.poise.problem.Where;

/** Reads the part of a problem file that says what is to be solved. */
final class ProblemReader {
  private final Section root;
  private final Constants constants;
  private final @Nullable Path directory;

  /**
   * @param constants filled with the parameters, for the sections read later
   * @param directory where the file lies
   */
  ProblemReader(Section root, Constants constants, @Nullable Path directory) {
    this.root = root;
    this.constants = constants;
    this.directory = directory;
  }

  Problem read(List<String> fields) {
    ProblemBuilder problem = Problem.builder(root.text("title", "'title: Wave equation'"));
    problem.cite(root.textOrNull("cite"));
    parameters(problem);
    domain(problem);
    new SubdomainReader(root, constants).read(problem);
    problem.fields(fields.toArray(String[]::new));
    formulas("transforms").forEach(problem::transform);
    formulas("outputs").forEach(problem::output);
    points(problem);
    equations(problem);
    formulas("exact").forEach(problem::exact);
    Section reference = root.section("reference", "file");
    if (reference != null) {
      Node file = reference.need("file", "'file: solution.csv'");
      problem.reference(
          ReferenceFile.read(
              Values.text(file, reference.path("file")),
              directory,
              List.copyOf(coordinates().keys()),
              sentence -> file.place().error(reference.path("file"), sentence)));
    }
    return problem.build();
  }

  private void parameters(ProblemBuilder problem) {
    Section section = names("parameters");
    if (section == null) {
      return;
    }
    for (String name : section.keys()) {
      Node value = section.need(name, "a number");
      if (value instanceof Node.Mapping) {
        Section trainable =
            Section.of(value, section.path(name), constants, "trainable", "min", "max");
        trainable.need("trainable", "'{trainable: 0.1}', the value to start from");
        problem.trainable(
            name,
            trainable.number("trainable", 0),
            trainable.number("min", Double.NEGATIVE_INFINITY),
            trainable.number("max", Double.POSITIVE_INFINITY));
        constants.addTrainable(name);
      } else {
        double number = Values.number(value, section.path(name), constants);
        problem.constant(name, number);
        constants.add(name, number);
      }
    }
  }

  private Section coordinates() {
    return Section.named(
        root.need("domain", "'domain: {x: [0, 1]}'"), root.path("domain"), constants);
  }

  private void domain(ProblemBuilder problem) {
    Section section = coordinates();
    for (String name : section.keys()) {
      Node value = section.need(name, "its two ends, '[0, 1]'");
      double[] ends =
          Values.pair(value, section.path(name), constants, "the lower and the upper end: [0, 1]");
      problem.domain(name, ends[0], ends[1]);
    }
  }

  private @Nullable Section names(String key) {
    Node node = root.get(key);
    return node == null ? null : Section.named(node, root.path(key), constants);
  }

  private Map<String, String> formulas(String key) {
    Map<String, String> formulas = new LinkedHashMap<>();
    Section section = names(key);
    if (section != null) {
      section.keys().forEach(name -> formulas.put(name, section.text(name, "a formula")));
    }
    return formulas;
  }

  private void points(ProblemBuilder problem) {
    Node node = root.need("points", "'points: {inside: {count: 300}}'");
    Section section = Section.named(node, root.path("points"), constants);
    for (String name : section.keys()) {
      Section set =
          Section.of(
              section.need(name, "'{count: 300}'"),
              section.path(name),
              constants,
              "count",
              "at",
              "periodic",
              "sampler");
      if (set.has("at") && set.has("periodic")) {
        throw set.error("a set is either 'at' a place or 'periodic'; drop one of the two");
      }
      problem.points(name, where(set));
    }
  }

  private Where where(Section set) {
    Where where;
    if (set.has("at")) {
      Section at = Section.named(set.need("at", "{x: 0}"), set.path("at"), constants);
      Map<String, Double> values = new LinkedHashMap<>();
      for (String coordinate : at.keys()) {
        at.need(coordinate, "a number");
        values.put(coordinate, at.number(coordinate, 0));
      }
      boolean point = values.keySet().containsAll(coordinates().keys());
      where = Where.at(values, point ? set.count("count", 1) : count(set));
    } else if (set.has("periodic")) {
      String coordinate = set.text("periodic", "x");
      boolean pair = coordinates().keys().equals(List.of(coordinate));
      where = Where.periodic(coordinate, pair ? set.count("count", 1) : count(set));
    } else {
      where = Where.interior(count(set));
    }
    Sampler own = set.has("sampler") ? set.label("sampler", Sampler.UNIFORM, Sampler::of) : null;
    return own == null ? where : where.drawnBy(own);
  }

  private static int count(Section set) {
    set.need("count", "'count: 300'");
    return set.count("count", 0);
  }

  private void equations(ProblemBuilder problem) {
    String example = "'wave: {on: inside, residual: u_tt - u_xx}'";
    Section section =
        Section.named(root.need("equations", example), root.path("equations"), constants);
    for (String name : section.keys()) {
      Section equation =
          Section.of(
              section.need(name, example),
              section.path(name),
              constants,
              "on",
              "residual",
              "group");
      String on = equation.text("on", "the name of a point set");
      String residual = equation.text("residual", "'u_tt - u_xx', which is to be zero");
      String group = equation.textOrNull("group");
      problem.equation(name, on, residual, group == null ? name : group);
    }
  }
}
