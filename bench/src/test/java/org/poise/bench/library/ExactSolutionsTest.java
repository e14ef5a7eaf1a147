package org.poise.bench.library;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.poise.formula.Expr;
import org.poise.problem.Equation;
import org.poise.problem.Formula;
import org.poise.problem.PointSet;
import org.poise.problem.Problem;

/**
 * Every closed form of the library, put symbolically into every equation of its file, leaves
 * nothing but rounding.
 */
class ExactSolutionsTest {
  /** What training is to find for the trainable coefficients of the inverse problems. */
  private static final Map<String, double[]> TRUTHS = Map.of("wave-speed.yaml", new double[] {2});

  static Stream<Path> files() throws Exception {
    return LibraryFiles.all().stream().filter(f -> !LibraryFiles.problem(f).exact().isEmpty());
  }

  @ParameterizedTest
  @MethodSource("files")
  void satisfiesItsEquations(Path file) {
    Problem problem = LibraryFiles.problem(file);
    List<Expr> fields = networkOutputs(problem);
    double[] coefficients =
        TRUTHS.getOrDefault(
            file.getFileName().toString(), new double[problem.coefficients().size()]);
    SplittableRandom random = new SplittableRandom(7);
    for (Equation equation : problem.equations()) {
      Map<Expr.FieldJet, Expr> derivatives = new HashMap<>();
      for (Expr.FieldJet jet : equation.residual().fieldJets()) {
        derivatives.put(jet, fields.get(jet.field()).derivative(jet.alpha()));
      }
      for (int trial = 0; trial < 20; trial++) {
        double[] x = point(problem, problem.pointSet(equation.on()), random);
        double scale = 1;
        for (Map.Entry<Expr.FieldJet, Expr> entry : derivatives.entrySet()) {
          scale = Math.max(scale, Math.abs(at(problem, equation, entry, x)));
        }
        double residual =
            TreeWalk.value(
                equation.residual(),
                x,
                coefficients,
                jet -> at(problem, equation, Map.entry(jet, derivatives.get(jet)), x));
        assertThat(residual / scale)
            .as("%s of %s", equation.name(), file)
            .isCloseTo(0, within(1e-10));
      }
    }
  }

  @ParameterizedTest
  @MethodSource("files")
  void givesEveryQuantityThatIsReported(Path file) {
    Problem problem = LibraryFiles.problem(file);
    List<Expr> fields = networkOutputs(problem);
    SplittableRandom random = new SplittableRandom(8);
    assertThat(problem.exact().keySet())
        .containsExactlyInAnyOrderElementsOf(problem.quantities().keySet());
    problem
        .quantities()
        .forEach((name, quantity) -> {
          double[] x = point(problem, random);
          double value =
              TreeWalk.value(
                  quantity,
                  x,
                  new double[0],
                  jet -> TreeWalk.value(fields.get(jet.field()).derivative(jet.alpha()), x));
          double exact = TreeWalk.value(exact(problem, name), x);
          assertThat(value).as(name).isCloseTo(exact, within(1e-10 * (1 + Math.abs(exact))));
        });
  }

  /**
   * A field's derivative at its site: the upper end of the periodic coordinate for site 1, or just
   * below a cut for site 0.
   */
  private static double at(
      Problem problem, Equation equation, Map.Entry<Expr.FieldJet, Expr> derivative, double[] x) {
    double[] place = x.clone();
    int site = derivative.getKey().site();
    switch (problem.pointSet(equation.on()).kind()) {
      case PointSet.Periodic(int i) when site == 1 ->
          place[i] = problem.domain().interval(i).upper();
      case PointSet.Interface(int i, _) when site == 0 -> place[i] = Math.nextDown(x[i]);
      default -> {}
    }
    return TreeWalk.value(derivative.getValue(), place);
  }

  /**
   * The networks' outputs that belong to the closed forms. A transform T is affine in its one
   * output N, so N = (u − T(0)) / (T(1) − T(0)).
   */
  private static List<Expr> networkOutputs(Problem problem) {
    List<Expr> outputs = new ArrayList<>();
    for (String field : problem.fields()) {
      if (problem.exact().containsKey(field)) {
        outputs.add(exact(problem, field));
        continue;
      }
      assertThat(problem.transforms()).hasSize(1);
      Map.Entry<String, Formula> transform = problem.transforms().entrySet().iterator().next();
      Expr at0 = transform.getValue().expression().substitute(_ -> Expr.constant(0));
      Expr at1 = transform.getValue().expression().substitute(_ -> Expr.constant(1));
      Expr exact = exact(problem, transform.getKey());
      outputs.add(Expr.divide(Expr.subtract(exact, at0), Expr.subtract(at1, at0)));
    }
    return outputs;
  }

  private static Expr exact(Problem problem, String name) {
    return Objects.requireNonNull(problem.exact().get(name), name).expression();
  }

  /** A point of a set, kept off the boundary where the set leaves a coordinate free. */
  private static double[] point(Problem problem, PointSet set, SplittableRandom random) {
    double[] x = point(problem, random);
    switch (set.kind()) {
      case PointSet.Interior _ -> {}
      case PointSet.Face face -> face.fixed().forEach((i, value) -> x[i] = value);
      case PointSet.Periodic(int i) -> x[i] = problem.domain().interval(i).lower();
      case PointSet.Interface(int i, List<Double> cuts) -> x[i] = cuts.getFirst();
    }
    return x;
  }

  private static double[] point(Problem problem, SplittableRandom random) {
    double[] x = new double[problem.domain().dimension()];
    for (int i = 0; i < x.length; i++) {
      x[i] = problem.domain().interval(i).at(0.05 + 0.9 * random.nextDouble());
    }
    return x;
  }
}
