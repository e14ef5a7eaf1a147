package org.poise.app.report;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.poise.experiment.Experiment;
import org.poise.formula.Expr;
import org.poise.problem.Formula;
import org.poise.problem.Problem;
import org.poise.residual.CompiledProblem;
import org.poise.residual.FieldEvaluator;

/**
 * The quantities of a problem on planes through its domain, and their differences from what is
 * known. A plane's values run along its first coordinate fastest, as single-precision floats.
 */
final class Slices {
  private final Problem problem;
  private final List<Plane> planes;
  private final List<String> names;
  private final List<String> exact;
  private final @Nullable KnownGrid grid;
  private final FieldEvaluator evaluator;
  private final double[] theta;

  private Slices(
      Problem problem,
      List<Plane> planes,
      @Nullable KnownGrid grid,
      CompiledProblem compiled,
      double[] theta) {
    this.problem = problem;
    this.planes = planes;
    this.grid = grid;
    this.theta = theta;
    Map<String, Expr> quantities = problem.quantities();
    this.names = List.copyOf(quantities.keySet());
    this.exact = List.copyOf(problem.exact().keySet());
    List<Expr> expressions = new ArrayList<>(quantities.values());
    problem.exact().values().stream().map(Formula::expression).forEach(expressions::add);
    this.evaluator = compiled.evaluator(expressions);
  }

  /** The slices of a solution θ. */
  static Slices of(Experiment experiment, CompiledProblem compiled, double[] theta) {
    Problem problem = experiment.problem();
    KnownGrid grid = KnownGrid.of(problem);
    int quantities = problem.quantities().size();
    List<Plane> planes =
        grid == null ? Plane.through(problem.domain(), quantities) : grid.planes(quantities);
    return new Slices(problem, planes, grid, compiled, theta);
  }

  /** Evaluates and writes them. */
  void write(ObjectNode data) {
    ObjectNode slices = data.putObject("slices");
    ArrayNode planeNodes = slices.putArray("planes");
    planes.forEach(plane -> plane.write(planeNodes.addObject(), problem.domain().coordinates()));
    ArrayNode quantityNodes = slices.putArray("quantities");
    List<ArrayNode> values = new ArrayList<>();
    List<@Nullable ArrayNode> differences = new ArrayList<>();
    for (String name : names) {
      ObjectNode quantity = quantityNodes.addObject().put("name", name).put("note", note(name));
      values.add(quantity.putArray("values"));
      differences.add(known(name) ? quantity.putArray("differences") : null);
    }
    for (Plane plane : planes) {
      int n = plane.count();
      double[] out = new double[n * (names.size() + exact.size())];
      evaluator.evaluate(theta, n, plane.points(), out);
      for (int k = 0; k < names.size(); k++) {
        double[] value = column(out, n, k);
        values.get(k).add(floats(value));
        ArrayNode difference = differences.get(k);
        if (difference != null) {
          difference.add(floats(minus(value, reference(names.get(k), plane, out))));
        }
      }
    }
  }

  private boolean known(String name) {
    return exact.contains(name) || (grid != null && grid.names().contains(name));
  }

  private double[] reference(String name, Plane plane, double[] out) {
    return grid != null
        ? grid.values(name, plane)
        : column(out, plane.count(), names.size() + exact.indexOf(name));
  }

  private String note(String name) {
    if (exact.contains(name)) {
      return "The reference is the closed form that the problem states.";
    }
    if (grid != null && grid.names().contains(name)) {
      return "The reference comes from the problem's file of known values, drawn at its own points.";
    }
    if (problem.reference() != null && problem.reference().names().contains(name)) {
      return "The reference's points are no even grid, so only the solution is drawn; the errors"
          + " above are measured at those points.";
    }
    return problem.outputs().containsKey(name)
        ? "An output of the problem; nothing is known to compare it with."
        : "Nothing is known to compare this quantity with.";
  }

  private double[] column(double[] out, int n, int k) {
    int width = names.size() + exact.size();
    double[] column = new double[n];
    for (int p = 0; p < n; p++) {
      column[p] = out[p * width + k];
    }
    return column;
  }

  private static double[] minus(double[] a, double[] b) {
    double[] difference = new double[a.length];
    for (int i = 0; i < a.length; i++) {
      difference[i] = a[i] - b[i];
    }
    return difference;
  }

  /** Little-endian floats in base64. */
  private static String floats(double[] values) {
    ByteBuffer bytes = ByteBuffer.allocate(4 * values.length).order(ByteOrder.LITTLE_ENDIAN);
    for (double value : values) {
      bytes.putFloat((float) value);
    }
    return Base64.getEncoder().encodeToString(bytes.array());
  }
}
