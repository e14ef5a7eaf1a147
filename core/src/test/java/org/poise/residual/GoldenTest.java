package org.poise.residual;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.poise.formula.Expr;
import org.poise.formula.FormulaParser;
import org.poise.network.Activation;
import org.poise.network.Initializer;
import org.poise.network.Mlp;
import org.poise.network.Network;
import org.poise.network.Normalization;
import org.poise.problem.PointSet;

/**
 * Every value of the golden cases (see golden/README.md), from each case's formulas as they stand.
 */
class GoldenTest {
  @ParameterizedTest
  @ValueSource(
      strings = {
        "beam",
        "burgers",
        "hard-poisson1d",
        "kdv-periodic",
        "kovasznay",
        "poisson2d",
        "wave",
        "wave-speed"
      })
  void agrees(String name) throws IOException {
    JsonNode golden = read(name);
    double tolerance = name.equals("beam") ? 1e-10 : 1e-11;
    Case built = build(golden);
    double[] theta = theta(golden);
    try (CompiledProblem compiled = built.compile(List.of(network(golden)), 2)) {
      assertThat(compiled.layout().size()).isEqualTo(theta.length);
      ResidualMap map = compiled.bind(built.points());
      int n = map.blocks().rows();
      int p = map.parameters();

      double[] r = new double[n];
      map.residuals(theta, r);
      close(r, blocks(golden, "values"), tolerance);

      double[] g = new double[p];
      double[] norms = new double[n];
      double[] w = doubles(golden.get("rowWeights"));
      map.gradient(theta, w, null, g, r, norms);
      close(r, blocks(golden, "values"), tolerance);
      close(norms, blocks(golden, "rowNorms"), tolerance);
      close(g, doubles(golden.get("gradient")), tolerance);
      map.gradient(theta, w, null, g, r, null);
      close(g, doubles(golden.get("gradient")), tolerance);

      double[] tangent = new double[n];
      map.jvp(theta, 1, doubles(golden.get("direction")), tangent);
      close(tangent, doubles(golden.get("jvp")), tolerance);

      double[] kernel = Kernels.whole(map, theta);
      close(kernel, doubles(golden.get("kernel")), tolerance);

      jets(golden, built, compiled, theta, tolerance);
    }
  }

  /** Jets at the points of each set; at the lower points of a pair. */
  private static void jets(
      JsonNode golden, Case built, CompiledProblem compiled, double[] theta, double tolerance) {
    for (Map.Entry<String, JsonNode> set : golden.get("jets").properties()) {
      List<Expr> expressions = new ArrayList<>();
      List<double[]> expected = new ArrayList<>();
      for (Map.Entry<String, JsonNode> jet : set.getValue().properties()) {
        expressions.add(FormulaParser.parse(jet.getKey(), built.scope(null)));
        expected.add(doubles(jet.getValue()));
      }
      double[] x = built.points().of(set.getKey());
      int n = expected.getFirst().length;
      double[] out = new double[n * expressions.size()];
      compiled.evaluator(expressions).evaluate(theta, n, x, out);
      for (int e = 0; e < expressions.size(); e++) {
        double[] column = new double[n];
        for (int i = 0; i < n; i++) {
          column[i] = out[i * expressions.size() + e];
        }
        close(column, expected.get(e), tolerance);
      }
    }
  }

  private static Case build(JsonNode golden) {
    List<String> fields = strings(golden.get("fields"));
    boolean hard = golden.get("name").asText().equals("hard-poisson1d");
    Case built =
        new Case(strings(golden.get("coordinates")), hard ? List.of("N") : fields, -100, 100);
    golden
        .get("coefficients")
        .properties()
        .forEach(c -> built.coefficient(c.getKey(), c.getValue().asDouble()));
    if (hard) {
      built.definition("u", "x*(1-x)*N");
    }
    for (Map.Entry<String, JsonNode> set : golden.get("points").properties()) {
      if (set.getValue().has("lower")) {
        JsonNode lower = set.getValue().get("lower");
        int coordinate = pairCoordinate(lower.get(0), set.getValue().get("upper").get(0));
        double upper = set.getValue().get("upper").get(0).get(coordinate).asDouble();
        built.interval(coordinate, lower.get(0).get(coordinate).asDouble(), upper);
        built.points(set.getKey(), new PointSet.Periodic(coordinate), doubles(lower));
      } else {
        built.points(set.getKey(), new PointSet.Interior(), doubles(set.getValue().get("points")));
      }
    }
    for (JsonNode block : golden.get("blocks")) {
      built.equation(
          block.get("name").asText(), block.get("on").asText(), block.get("residual").asText());
    }
    return built;
  }

  private static int pairCoordinate(JsonNode lower, JsonNode upper) {
    int coordinate = 0;
    while (lower.get(coordinate).asDouble() == upper.get(coordinate).asDouble()) {
      coordinate++;
    }
    return coordinate;
  }

  private static Network network(JsonNode golden) {
    List<Integer> widths = new ArrayList<>();
    golden.get("widths").forEach(w -> widths.add(w.asInt()));
    boolean hard = golden.get("name").asText().equals("hard-poisson1d");
    return new Network(
        "main",
        hard ? List.of("N") : strings(golden.get("fields")),
        new Mlp(
            widths.subList(1, widths.size() - 1), Activation.of(golden.get("activation").asText())),
        Initializer.GLOROT_NORMAL,
        new Normalization(
            doubles(golden.get("normalize").get("mean")),
            doubles(golden.get("normalize").get("deviation"))));
  }

  private static double[] theta(JsonNode golden) {
    List<Double> theta = new ArrayList<>();
    for (JsonNode layer : golden.get("network")) {
      Arrays.stream(doubles(layer.get("weight"))).forEach(theta::add);
      Arrays.stream(doubles(layer.get("bias"))).forEach(theta::add);
    }
    golden.get("coefficients").forEach(c -> theta.add(c.asDouble()));
    return theta.stream().mapToDouble(Double::doubleValue).toArray();
  }

  private static double[] blocks(JsonNode golden, String key) {
    List<Double> all = new ArrayList<>();
    golden.get("blocks").forEach(b -> Arrays.stream(doubles(b.get(key))).forEach(all::add));
    return all.stream().mapToDouble(Double::doubleValue).toArray();
  }

  private static void close(double[] actual, double[] expected, double tolerance) {
    assertThat(actual).hasSameSizeAs(expected);
    double largest = Arrays.stream(expected).map(Math::abs).max().orElse(1);
    for (int i = 0; i < actual.length; i++) {
      assertThat(Math.abs(actual[i] - expected[i]))
          .as("entry %d", i)
          .isLessThanOrEqualTo(tolerance * largest);
    }
  }

  /** A JSON array of any depth, flat. */
  private static double[] doubles(JsonNode node) {
    List<Double> values = new ArrayList<>();
    flatten(node, values);
    return values.stream().mapToDouble(Double::doubleValue).toArray();
  }

  private static void flatten(JsonNode node, List<Double> values) {
    if (node.isArray()) {
      node.forEach(child -> flatten(child, values));
    } else {
      values.add(node.asDouble());
    }
  }

  private static List<String> strings(JsonNode node) {
    List<String> values = new ArrayList<>();
    node.forEach(v -> values.add(v.asText()));
    return values;
  }

  private static JsonNode read(String name) throws IOException {
    try (InputStream in = GoldenTest.class.getResourceAsStream("/golden/" + name + ".json")) {
      return new ObjectMapper().readTree(Objects.requireNonNull(in));
    }
  }
}
