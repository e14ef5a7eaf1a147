package org.poise.problem;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.poise.formula.Expr;
import org.poise.formula.Expr.FieldJet;
import org.poise.jet.MultiIndex;

/**
 * What is to be solved: equations on point sets in a box, for fields that networks represent.
 * Immutable. Made by {@link #builder(String)}, which checks all of it; maps keep the order in which
 * things were added.
 *
 * @param title one line
 * @param cite where the problem comes from, such as a DOI
 * @param domain the box and its coordinates
 * @param subdomains how the box is cut, where each part has networks of its own
 * @param constants named numbers
 * @param coefficients numbers found by training, in their order in θ
 * @param fields outputs of the networks; expressions refer to them by index
 * @param transforms hard constraints: quantities that formulas use in place of networks' outputs
 * @param outputs further quantities to report
 * @param pointSets where equations hold, the interfaces between subdomains last
 * @param equations the blocks of the residual map, in order, those on interfaces last
 * @param exact closed forms of quantities, in coordinates only
 * @param reference values of quantities at points
 */
public record Problem(
    String title,
    @Nullable String cite,
    Domain domain,
    Subdomains subdomains,
    Map<String, Double> constants,
    List<TrainableCoefficient> coefficients,
    List<String> fields,
    Map<String, Formula> transforms,
    Map<String, Formula> outputs,
    List<PointSet> pointSets,
    List<Equation> equations,
    Map<String, Formula> exact,
    @Nullable Reference reference) {

  /** Takes copies. Use the builder, which checks that everything fits together. */
  public Problem {
    constants = ordered(constants);
    coefficients = List.copyOf(coefficients);
    fields = List.copyOf(fields);
    transforms = ordered(transforms);
    outputs = ordered(outputs);
    pointSets = List.copyOf(pointSets);
    equations = List.copyOf(equations);
    exact = ordered(exact);
  }

  private static <V> Map<String, V> ordered(Map<String, V> map) {
    return Collections.unmodifiableMap(new LinkedHashMap<>(map));
  }

  /** Starts a problem. */
  public static ProblemBuilder builder(String title) {
    return new ProblemBuilder(title);
  }

  /** The point set with a name. */
  public PointSet pointSet(String name) {
    return pointSets.stream()
        .filter(s -> s.name().equals(name))
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException("no point set is called '" + name + "'"));
  }

  /** The groups of equations that share a weight, in the order of their first equations. */
  public List<String> groups() {
    return equations.stream().map(Equation::group).distinct().toList();
  }

  /**
   * The quantities to report, with expressions in the networks' outputs: fields that no transform
   * uses, then transforms, then outputs.
   */
  public Map<String, Expr> quantities() {
    TreeSet<Integer> hidden =
        transforms.values().stream()
            .flatMap(f -> f.expression().fieldJets().stream())
            .map(FieldJet::field)
            .collect(Collectors.toCollection(TreeSet::new));
    Map<String, Expr> all = new LinkedHashMap<>();
    for (int f = 0; f < fields.size(); f++) {
      if (!hidden.contains(f)) {
        all.put(fields.get(f), field(f));
      }
    }
    transforms.forEach((name, formula) -> all.put(name, formula.expression()));
    outputs.forEach((name, formula) -> all.put(name, formula.expression()));
    return all;
  }

  /** A network's output as an expression. */
  private Expr field(int index) {
    return new FieldJet(
        index, fields.get(index), MultiIndex.zero(domain.dimension()), 0, domain.coordinates());
  }
}
