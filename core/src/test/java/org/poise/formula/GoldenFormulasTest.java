package org.poise.formula;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.poise.formula.ResidualProgram.Slot;

/** The residuals of the golden cases, from their derivatives; see golden/README.md. */
class GoldenFormulasTest {
  @ParameterizedTest
  @ValueSource(
      strings = {
        "poisson2d",
        "wave",
        "burgers",
        "kovasznay",
        "beam",
        "kdv-periodic",
        "wave-speed",
        "hard-poisson1d"
      })
  void residualsFollowFromTheDerivatives(String name) throws IOException {
    JsonNode golden;
    try (InputStream in =
        GoldenFormulasTest.class.getResourceAsStream("/golden/" + name + ".json")) {
      golden = new ObjectMapper().readTree(Objects.requireNonNull(in, name));
    }
    List<String> coordinates = strings(golden.get("coordinates"));
    List<String> coefficients = new ArrayList<>();
    golden.get("coefficients").fieldNames().forEachRemaining(coefficients::add);
    double[] c = new double[coefficients.size()];
    for (int i = 0; i < c.length; i++) {
      c[i] = golden.get("coefficients").get(coefficients.get(i)).asDouble();
    }
    Scope scope =
        new Scope(
            coordinates, strings(golden.get("fields")), Map.of(), coefficients, Map.of(), null);
    for (JsonNode block : golden.get("blocks")) {
      JsonNode points = golden.get("points").get(block.get("on").asText());
      String text = block.get("residual").asText();
      if (points.has("points")) {
        JsonNode jets = golden.get("jets").get(block.get("on").asText());
        double[] values =
            evaluate(FormulaParser.parse(text, scope), coordinates, points.get("points"), jets, c);
        double[] expected = numbers(block.get("values"));
        double largest = java.util.Arrays.stream(expected).map(Math::abs).max().orElseThrow();
        assertThat(values).as(text).containsExactly(expected, within(1e-11 * largest));
      } else {
        Expr jump = FormulaParser.parse(text, scope.on(new Boundary.Periodic(0, -1, 1)));
        assertThat(jump.fieldJets()).extracting(Expr.FieldJet::site).containsExactly(0, 1);
      }
    }
  }

  private static double[] evaluate(
      Expr residual, List<String> coordinates, JsonNode points, JsonNode jets, double[] c) {
    int n = points.size();
    double[] x = new double[coordinates.size() * n];
    for (int p = 0; p < n; p++) {
      for (int i = 0; i < coordinates.size(); i++) {
        x[i * n + p] = points.get(p).get(i).asDouble();
      }
    }
    List<Expr.FieldJet> used = List.copyOf(residual.fieldJets());
    double[] u = new double[used.size() * n];
    int[] slotOff = new int[used.size()];
    for (int i = 0; i < used.size(); i++) {
      slotOff[i] = i * n;
      System.arraycopy(numbers(jets.get(used.get(i).toString())), 0, u, i * n, n);
    }
    List<Slot> slots = used.stream().map(Slot::of).toList();
    ResidualProgram program =
        ResidualProgram.compile(List.of(residual), slots, coordinates.size(), c.length);
    double[] work = new double[program.registers() * n];
    program.values(n, x, 0, n, u, slotOff, c, 0, work, 0, n);
    int start = program.valueRegister(0) * n;
    return java.util.Arrays.copyOfRange(work, start, start + n);
  }

  private static List<String> strings(JsonNode array) {
    List<String> strings = new ArrayList<>();
    array.forEach(node -> strings.add(node.asText()));
    return strings;
  }

  private static double[] numbers(JsonNode array) {
    double[] numbers = new double[array.size()];
    java.util.Arrays.setAll(numbers, i -> array.get(i).asDouble());
    return numbers;
  }
}
