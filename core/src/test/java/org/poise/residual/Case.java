package org.poise.residual;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.poise.formula.Boundary;
import org.poise.formula.Expr;
import org.poise.formula.FormulaParser;
import org.poise.formula.Scope;
import org.poise.network.Network;
import org.poise.problem.Domain;
import org.poise.problem.Equation;
import org.poise.problem.Interval;
import org.poise.problem.PointSet;
import org.poise.problem.Points;
import org.poise.problem.Problem;
import org.poise.problem.Subdomains;
import org.poise.problem.TrainableCoefficient;

/** A small problem with its points and parameters, put together for a test. */
final class Case {
  private final List<String> coordinates;
  private final List<Interval> intervals = new ArrayList<>();
  private final List<String> fields;
  private final List<TrainableCoefficient> coefficients = new ArrayList<>();
  private final Map<String, Expr> definitions = new LinkedHashMap<>();
  private final List<PointSet> sets = new ArrayList<>();
  private final List<Equation> equations = new ArrayList<>();
  private final Map<String, double[]> points = new LinkedHashMap<>();

  Case(List<String> coordinates, List<String> fields, double lower, double upper) {
    this.coordinates = coordinates;
    this.fields = fields;
    coordinates.forEach(c -> intervals.add(new Interval(lower, upper)));
  }

  Case interval(int coordinate, double lower, double upper) {
    intervals.set(coordinate, new Interval(lower, upper));
    return this;
  }

  Case coefficient(String name, double value) {
    coefficients.add(TrainableCoefficient.of(name, value));
    return this;
  }

  Case definition(String name, String formula) {
    definitions.put(name, FormulaParser.parse(formula, scope(null)));
    return this;
  }

  Case points(String set, PointSet.Kind kind, double[] x) {
    sets.add(new PointSet(set, kind, x.length / coordinates.size(), null));
    points.put(set, x);
    return this;
  }

  Case equation(String name, String on, String residual) {
    PointSet set = sets.stream().filter(s -> s.name().equals(on)).findFirst().orElseThrow();
    Boundary boundary = null;
    if (set.kind() instanceof PointSet.Periodic(int coordinate)) {
      Interval interval = intervals.get(coordinate);
      boundary = new Boundary.Periodic(coordinate, interval.lower(), interval.upper());
    }
    Expr expression = FormulaParser.parse(residual, scope(boundary));
    equations.add(new Equation(name, on, residual, expression, name));
    return this;
  }

  Scope scope(@Nullable Boundary boundary) {
    List<String> names = coefficients.stream().map(TrainableCoefficient::name).toList();
    return new Scope(coordinates, fields, Map.of(), names, definitions, boundary);
  }

  Problem problem() {
    return new Problem(
        "test",
        null,
        new Domain(coordinates, intervals),
        Subdomains.none(coordinates.size()),
        Map.of(),
        coefficients,
        fields,
        Map.of(),
        Map.of(),
        sets,
        equations,
        Map.of(),
        null);
  }

  Points points() {
    return new Points(points);
  }

  CompiledProblem compile(List<Network> networks, int threads) {
    return CompiledProblem.compile(problem(), networks, threads);
  }
}
