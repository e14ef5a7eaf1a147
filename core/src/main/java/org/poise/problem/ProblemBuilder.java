package org.poise.problem;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Builds a {@link Problem}:
 *
 * {@snippet :
 * Problem wave =
 *     Problem.builder("Wave equation")
 *         .domain("x", 0, 1)
 *         .domain("t", 0, 1)
 *         .constant("c", 2)
 *         .fields("u")
 *         .points("inside", interior(300))
 *         .points("start", at("t", 0, 100))
 *         .points("left", at("x", 0, 100))
 *         .points("right", at("x", 1, 100))
 *         .equation("wave", "inside", "u_tt - c^2*u_xx")
 *         .equation("initial", "start", "u - sin(pi*x)", "u")
 *         .equation("velocity", "start", "u_t")
 *         .equation("left", "left", "u", "u")
 *         .equation("right", "right", "u", "u")
 *         .exact("u", "sin(pi*x)*cos(c*pi*t)")
 *         .build();
 * }
 *
 * <p>What is wrong is said by a {@link ProblemException}, at the latest by {@link #build()}.
 */
public final class ProblemBuilder {
  /** The text of an equation before its names are looked up. */
  record EquationText(String on, String residual, String group) {}

  /** How a coordinate is cut. */
  sealed interface Division {
    /** Into pieces of one length. */
    record Equal(int pieces) implements Division {}

    /** At values. */
    record At(List<Double> cuts) implements Division {}
  }

  final String title;
  @Nullable String cite;
  final Map<String, Interval> domain = new LinkedHashMap<>();
  final Map<String, Division> divisions = new LinkedHashMap<>();
  InterfaceTerms interfaces = InterfaceTerms.standard();
  final Map<String, Double> constants = new LinkedHashMap<>();
  final List<TrainableCoefficient> coefficients = new ArrayList<>();
  final Set<String> fields = new LinkedHashSet<>();
  final Map<String, String> transforms = new LinkedHashMap<>();
  final Map<String, String> outputs = new LinkedHashMap<>();
  final Map<String, Where> points = new LinkedHashMap<>();
  final Map<String, EquationText> equations = new LinkedHashMap<>();
  final Map<String, String> exact = new LinkedHashMap<>();
  @Nullable Reference reference;

  ProblemBuilder(String title) {
    this.title = title;
  }

  /** Where the problem comes from, such as {@code doi:10.1016/j.jcp.2021.110768}. */
  public ProblemBuilder cite(@Nullable String source) {
    this.cite = source;
    return this;
  }

  /** Adds a coordinate, space or time. The order is that of the networks' inputs. */
  public ProblemBuilder domain(String coordinate, double lower, double upper) {
    List<String> path = List.of("domain", coordinate);
    add(domain, coordinate, Checked.at(path, () -> new Interval(lower, upper)), path);
    return this;
  }

  /**
   * Cuts a coordinate into pieces of one length. Every subdomain gets networks of its own; the
   * terms that tie them together are those of {@link #interfaces}.
   */
  public ProblemBuilder subdomains(String coordinate, int pieces) {
    return divide(coordinate, new Division.Equal(pieces));
  }

  /** Cuts a coordinate at values inside its interval, ascending. */
  public ProblemBuilder cuts(String coordinate, double... at) {
    return divide(coordinate, new Division.At(Arrays.stream(at).boxed().toList()));
  }

  private ProblemBuilder divide(String coordinate, Division division) {
    add(divisions, coordinate, division, List.of("subdomains", coordinate));
    return this;
  }

  /** What ties subdomains together, in place of {@link InterfaceTerms#standard()}. */
  public ProblemBuilder interfaces(InterfaceTerms terms) {
    this.interfaces = terms;
    return this;
  }

  /** Adds a named number. */
  public ProblemBuilder constant(String name, double value) {
    List<String> path = List.of("parameters", name);
    if (!Double.isFinite(value)) {
      throw new ProblemException(path, "a parameter must be a finite number, not " + value);
    }
    add(constants, name, value, path);
    return this;
  }

  /** Adds a number given as a formula of numbers and of constants added before: {@code 0.01/pi}. */
  public ProblemBuilder constant(String name, String formula) {
    List<String> path = List.of("parameters", name);
    List<String> trainable = coefficients.stream().map(TrainableCoefficient::name).toList();
    double value = Checked.formula(path, () -> Numbers.value(formula, constants, trainable));
    add(constants, name, value, path);
    return this;
  }

  /** Adds a number that training finds. */
  public ProblemBuilder trainable(String name, double initial) {
    return trainable(name, initial, Double.NEGATIVE_INFINITY, Double.POSITIVE_INFINITY);
  }

  /** Adds a number that training finds within bounds. */
  public ProblemBuilder trainable(String name, double initial, double min, double max) {
    coefficients.add(
        Checked.at(
            List.of("parameters", name), () -> new TrainableCoefficient(name, initial, min, max)));
    return this;
  }

  /** Adds fields: what the networks' outputs are called. */
  public ProblemBuilder fields(String... names) {
    for (String name : names) {
      if (!fields.add(name)) {
        throw new ProblemException(
            List.of("fields", name), "field '" + name + "' is there twice; name each field once");
      }
    }
    return this;
  }

  /**
   * Adds a hard constraint, such as {@code u = x*(1-x)*N} with a field N. It may use transforms
   * added before.
   */
  public ProblemBuilder transform(String name, String formula) {
    add(transforms, name, formula, List.of("transforms", name));
    return this;
  }

  /** Adds a quantity to report. It may use outputs added before. */
  public ProblemBuilder output(String name, String formula) {
    add(outputs, name, formula, List.of("outputs", name));
    return this;
  }

  /** Adds a point set; see the static methods of {@link Where}. */
  public ProblemBuilder points(String name, Where where) {
    add(points, name, where, List.of("points", name));
    return this;
  }

  /** Adds the equation residual = 0 on a point set, with a weight of its own. */
  public ProblemBuilder equation(String name, String on, String residual) {
    return equation(name, on, residual, name);
  }

  /** Adds the equation residual = 0 on a point set, with the weight of a group. */
  public ProblemBuilder equation(String name, String on, String residual, String group) {
    add(equations, name, new EquationText(on, residual, group), List.of("equations", name));
    return this;
  }

  /** Gives a quantity in closed form, in coordinates, constants, and quantities given before. */
  public ProblemBuilder exact(String name, String formula) {
    add(exact, name, formula, List.of("exact", name));
    return this;
  }

  /** Gives quantities at points. */
  public ProblemBuilder reference(@Nullable Reference values) {
    this.reference = values;
    return this;
  }

  /** The problem, or a {@link ProblemException} that says what is wrong. */
  public Problem build() {
    return new ProblemAssembly(this).problem();
  }

  private static <V> void add(Map<String, V> map, String name, V value, List<String> path) {
    if (map.putIfAbsent(name, value) != null) {
      throw new ProblemException(path, "'" + name + "' is there twice; give each its own name");
    }
  }
}
