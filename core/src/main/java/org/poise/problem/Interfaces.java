package org.poise.problem;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;
import java.util.function.Consumer;
import org.poise.formula.Expr;
import org.poise.formula.Expr.FieldJet;
import org.poise.jet.MultiIndex;

/** Makes the point sets and the equations that tie subdomains together. */
final class Interfaces {
  private static final String KEY = "interface";
  private static final String CONTINUITY = "continuity";

  private final Domain domain;
  private final List<String> fields;
  private final InterfaceTerms given;
  private final Map<String, List<String>> continuity = new LinkedHashMap<>();
  private final int count;
  private final Subdomains subdomains;

  /**
   * @param given cuts and terms as they were given
   * @param equations those of the problem, from which the orders of continuity follow
   */
  Interfaces(Domain domain, List<String> fields, Subdomains given, List<Equation> equations) {
    this.domain = domain;
    this.fields = fields;
    this.given = given.interfaces();
    checkGiven();
    for (int i = 0; i < domain.dimension(); i++) {
      String coordinate = domain.coordinates().get(i);
      if (!given.cuts().get(i).isEmpty()) {
        List<String> formulas = this.given.continuity().get(coordinate);
        continuity.put(coordinate, formulas == null ? smooth(i, equations) : formulas);
      }
    }
    int ifAbsent = domain.dimension() == 1 ? 1 : InterfaceTerms.COUNT;
    count = this.given.count() == null ? ifAbsent : this.given.count();
    subdomains =
        given.areMany()
            ? new Subdomains(given.cuts(), this.given.withContinuity(continuity).withCount(count))
            : Subdomains.none(domain.dimension());
  }

  private void checkGiven() {
    for (Map.Entry<String, List<String>> entry : given.continuity().entrySet()) {
      List<String> path = List.of(KEY, CONTINUITY, entry.getKey());
      domain.coordinate(entry.getKey(), path);
      if (entry.getValue().isEmpty()) {
        throw new ProblemException(
            path, "the list is empty; give at least one formula, such as u, or drop it");
      }
    }
    if (given.count() != null && given.count() > 1 && domain.dimension() == 1) {
      throw new ProblemException(
          List.of(KEY, "count"),
          "in one dimension a cut is one point, not " + given.count() + "; give 1");
    }
    if (given.group() != null) {
      Names.label(given.group(), "group", List.of(KEY, "group"));
    }
  }

  /** The subdomains, with all that had a default. */
  Subdomains subdomains() {
    return subdomains;
  }

  /** Every field, and its derivatives up to one order below the highest that the equations use. */
  private List<String> smooth(int coordinate, List<Equation> equations) {
    List<String> formulas = new ArrayList<>();
    for (int f = 0; f < fields.size(); f++) {
      int field = f;
      int highest =
          equations.stream()
              .flatMap(equation -> equation.residual().fieldJets().stream())
              .filter(jet -> jet.field() == field)
              .mapToInt(jet -> jet.alpha().get(coordinate))
              .max()
              .orElse(0);
      MultiIndex alpha = MultiIndex.zero(domain.dimension());
      do {
        formulas.add(new FieldJet(f, fields.get(f), alpha, 0, domain.coordinates()).toString());
        alpha = alpha.raised(coordinate);
      } while (alpha.order() < highest);
    }
    return formulas;
  }

  /** The set on all cuts of each coordinate that is cut. */
  void sets(Consumer<PointSet> add) {
    for (String coordinate : continuity.keySet()) {
      int index = domain.indexOf(coordinate);
      List<Double> cuts = subdomains.cuts().get(index);
      long all = (long) cuts.size() * count;
      if (all > PointSet.MOST) {
        throw new ProblemException(
            List.of(KEY, "count"),
            "these would be " + all + " points on all cuts; give a smaller number");
      }
      PointSet.Kind kind = new PointSet.Interface(index, cuts);
      add.accept(new PointSet(set(coordinate), kind, (int) all, given.sampler()));
    }
  }

  private static String set(String coordinate) {
    return KEY + "-" + coordinate;
  }

  /**
   * The equations jump(e) = 0, e from above minus e from below: interface-t-u for the formula u on
   * the cuts of t; a formula that cannot stand in a name is called by its place, from 1. Formulas
   * for a coordinate that is not cut are parsed, too.
   *
   * @param parse a formula at a path
   */
  void equations(BiFunction<List<String>, String, Expr> parse, Consumer<Equation> add) {
    Map<String, List<String>> all = new LinkedHashMap<>(continuity);
    given.continuity().forEach(all::putIfAbsent);
    for (Map.Entry<String, List<String>> entry : all.entrySet()) {
      String coordinate = entry.getKey();
      List<String> formulas = entry.getValue().stream().map(String::strip).toList();
      for (int i = 0; i < formulas.size(); i++) {
        String text = formulas.get(i);
        List<String> path = List.of(KEY, CONTINUITY, coordinate, Integer.toString(i));
        if (formulas.indexOf(text) < i) {
          throw new ProblemException(path, "'" + text + "' is there twice; give it once");
        }
        Expr formula = parse.apply(path, entry.getValue().get(i));
        if (continuity.containsKey(coordinate)) {
          String end = text.matches("[A-Za-z]\\w{0,20}") ? text : Integer.toString(i + 1);
          String name = set(coordinate) + "-" + end;
          Expr jump = jump(formula, domain.indexOf(coordinate));
          String group = given.group() == null ? name : given.group();
          add.accept(new Equation(name, set(coordinate), "jump(" + text + ")", jump, group));
        }
      }
    }
  }

  /**
   * The value from above minus that from below. Below, the coordinate is less than the cut by a
   * rounding unit, so that a coefficient which steps there has the value of that side.
   */
  private Expr jump(Expr formula, int coordinate) {
    Interval interval = domain.interval(coordinate);
    double unit = Math.ulp(Math.max(Math.abs(interval.lower()), Math.abs(interval.upper())));
    Expr cut = new Expr.Coordinate(coordinate, domain.coordinates().get(coordinate));
    Expr below = Expr.subtract(cut, Expr.constant(unit));
    return Expr.subtract(formula.atSite(1, coordinate, cut), formula.atSite(0, coordinate, below));
  }
}
