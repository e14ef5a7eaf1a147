package org.poise.problem;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.poise.formula.Expr;
import org.poise.formula.Expr.FieldJet;
import org.poise.formula.FormulaParser;
import org.poise.formula.Scope;

/** Checks what a builder has gathered and puts it together. */
final class ProblemAssembly {
  /** The greatest order of a derivative. */
  private static final int ORDER = 4;

  private final ProblemBuilder from;
  private final Names names = new Names();
  private final List<String> coordinates;
  private final Map<String, Formula> transforms = new LinkedHashMap<>();
  private final Map<String, Formula> outputs = new LinkedHashMap<>();
  private final Map<String, PointSet> sets = new LinkedHashMap<>();
  private final Map<String, Expr> definitions = new LinkedHashMap<>();

  ProblemAssembly(ProblemBuilder from) {
    this.from = from;
    this.coordinates = List.copyOf(from.domain.keySet());
  }

  Problem problem() {
    require(!from.title.isBlank(), "title", "a problem needs a title; give it one line");
    require(
        !coordinates.isEmpty(),
        "domain",
        "a domain needs at least one coordinate, such as x: [0, 1]");
    require(
        !from.fields.isEmpty(),
        "fields",
        "a problem needs at least one field; give the networks one");
    require(!from.points.isEmpty(), "points", "a problem needs at least one point set");
    require(!from.equations.isEmpty(), "equations", "a problem needs at least one equation");
    Domain domain = new Domain(coordinates, List.copyOf(from.domain.values()));
    takeNames();
    from.transforms.forEach((name, text) -> define("transforms", name, text, transforms));
    from.outputs.forEach((name, text) -> define("outputs", name, text, outputs));
    PointSets pointSets = new PointSets(domain);
    from.points.forEach((name, where) -> sets.put(name, pointSets.set(name, where)));
    List<Equation> equations = equations(pointSets);
    Subdomains subdomains = subdomains(domain, equations);
    checkGroups(equations);
    Problem problem =
        new Problem(
            from.title.strip(),
            from.cite,
            domain,
            subdomains,
            from.constants,
            from.coefficients,
            List.copyOf(from.fields),
            transforms,
            outputs,
            List.copyOf(sets.values()),
            equations,
            exact(),
            from.reference);
    Known.check(problem);
    return problem;
  }

  private static void require(boolean met, String key, String sentence) {
    if (!met) {
      throw new ProblemException(List.of(key), sentence);
    }
  }

  private void takeNames() {
    coordinates.forEach(x -> names.take(x, "coordinate", List.of("domain", x)));
    from.constants.keySet().forEach(c -> names.takeConstant(c, List.of("parameters", c)));
    from.coefficients.forEach(c -> names.takeConstant(c.name(), List.of("parameters", c.name())));
    from.fields.forEach(f -> names.take(f, "field", List.of("fields", f)));
    from.transforms.keySet().forEach(u -> names.take(u, "transform", List.of("transforms", u)));
    from.outputs.keySet().forEach(q -> names.take(q, "output", List.of("outputs", q)));
    from.constants.keySet().forEach(this::refuseDerivative);
    from.coefficients.forEach(c -> refuseDerivative(c.name()));
  }

  /** A parameter called u_x would hide a derivative. */
  private void refuseDerivative(String parameter) {
    int underscore = parameter.indexOf('_');
    String start = parameter.substring(0, Math.max(0, underscore));
    if (from.fields.contains(start)
        || from.transforms.containsKey(start)
        || from.outputs.containsKey(start)) {
      throw new ProblemException(
          List.of("parameters", parameter),
          "'"
              + parameter
              + "' looks like a derivative of '"
              + start
              + "'; give the parameter another name");
    }
  }

  private Scope scope() {
    return new Scope(
        coordinates, List.copyOf(from.fields), from.constants, coefficients(), definitions, null);
  }

  private List<String> coefficients() {
    return from.coefficients.stream().map(TrainableCoefficient::name).toList();
  }

  private void define(String section, String name, String text, Map<String, Formula> into) {
    List<String> path = List.of(section, name);
    Expr expression = parse(path, text, scope());
    require(expression, path);
    into.put(name, new Formula(text.strip(), expression));
    definitions.put(name, expression);
  }

  private static Expr parse(List<String> path, String text, Scope scope) {
    return Checked.formula(path, () -> FormulaParser.parse(text, scope));
  }

  private static void require(Expr expression, List<String> path) {
    if (!expression.dependsOnFields()) {
      throw new ProblemException(path, "the formula depends on no field; let it use at least one");
    }
    for (FieldJet jet : expression.fieldJets()) {
      if (jet.alpha().order() > ORDER) {
        throw new ProblemException(
            path,
            "the formula needs "
                + jet
                + ", a derivative of order "
                + jet.alpha().order()
                + "; use orders up to "
                + ORDER);
      }
    }
  }

  private List<Equation> equations(PointSets pointSets) {
    List<Equation> equations = new ArrayList<>();
    Set<Integer> used = new TreeSet<>();
    from.equations.forEach((name, equation) -> {
      List<String> path = List.of("equations", name);
      Names.label(name, "equation", path);
      Names.label(equation.group(), "group", List.of("equations", name, "group"));
      PointSet set = sets.get(equation.on());
      if (set == null) {
        throw new ProblemException(
            List.of("equations", name, "on"),
            "no point set is called '"
                + equation.on()
                + "'"
                + Suggestion.after(equation.on(), "point sets", sets.keySet()));
      }
      List<String> residual = List.of("equations", name, "residual");
      Expr expression = parse(residual, equation.residual(), scope().on(pointSets.boundary(set)));
      require(expression, residual);
      expression.fieldJets().forEach(jet -> used.add(jet.field()));
      equations.add(
          new Equation(
              name, equation.on(), equation.residual().strip(), expression, equation.group()));
    });
    int index = 0;
    for (String field : from.fields) {
      if (!used.contains(index++)) {
        throw new ProblemException(
            List.of("fields", field),
            "no equation uses field '" + field + "'; add one that does, or drop the field");
      }
    }
    return equations;
  }

  /** Cuts the domain, and adds the sets and equations of the interfaces to those there are. */
  private Subdomains subdomains(Domain domain, List<Equation> equations) {
    Subdomains given = new Subdomains(Cuts.of(domain, from.divisions), from.interfaces);
    Interfaces interfaces =
        new Interfaces(domain, List.copyOf(from.fields), given, List.copyOf(equations));
    interfaces.sets(set -> {
      refuseTaken("points", set.name(), sets.keySet());
      sets.put(set.name(), set);
    });
    interfaces.equations(
        (path, text) -> {
          Expr expression = parse(path, text, scope());
          require(expression, path);
          return expression;
        },
        equation -> {
          refuseTaken("equations", equation.name(), from.equations.keySet());
          equations.add(equation);
        });
    return interfaces.subdomains();
  }

  private static void refuseTaken(String section, String name, Set<String> taken) {
    if (taken.contains(name)) {
      throw new ProblemException(
          List.of(section, name),
          "the interface between subdomains takes this name; give another one here");
    }
  }

  /** A group may be called like an equation only if that equation is in it. */
  private static void checkGroups(List<Equation> equations) {
    for (Equation equation : equations) {
      for (Equation namesake : equations) {
        if (namesake.name().equals(equation.group())
            && !namesake.group().equals(equation.group())) {
          throw new ProblemException(
              List.of("equations", equation.name(), "group"),
              "group '"
                  + equation.group()
                  + "' is called like an equation that is in group '"
                  + namesake.group()
                  + "'; give the group another name");
        }
      }
    }
  }

  private Map<String, Formula> exact() {
    Map<String, Formula> exact = new LinkedHashMap<>();
    Map<String, Expr> known = new LinkedHashMap<>();
    from.exact.forEach((name, text) -> {
      List<String> path = List.of("exact", name);
      Scope scope = new Scope(coordinates, List.of(), from.constants, coefficients(), known, null);
      Expr expression = parse(path, text, scope);
      if (!expression.coefficients().isEmpty()) {
        throw new ProblemException(
            path,
            "'"
                + expression.coefficients().getFirst()
                + "' is trainable, and closed forms are made of coordinates and constants; write its"
                + " true value in its place");
      }
      exact.put(name, new Formula(text.strip(), expression));
      known.put(name, expression);
    });
    return exact;
  }
}
