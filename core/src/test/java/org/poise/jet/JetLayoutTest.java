package org.poise.jet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class JetLayoutTest {
  private static MultiIndex index(String letters) {
    MultiIndex alpha = MultiIndex.zero(3);
    for (char letter : letters.toCharArray()) {
      alpha = alpha.raised("xyt".indexOf(letter));
    }
    return alpha;
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          xx t | 1 x t xx
          xx yy | 1 x y xx yy
          xxyy | 1 x y xx xy yy xxy xyy xxyy
          xxxx tt | 1 x t xx tt xxx xxxx
          1 | 1
          """)
  void theClosureHoldsEveryLowerDerivative(String used, String components) {
    JetLayout layout = JetLayout.closure(3, indices(used));
    assertThat(layout.components().stream().map(Functional::first))
        .containsExactlyElementsOf(indices(components));
    for (int c = 0; c < layout.size(); c++) {
      assertThat(layout.indexOf(layout.component(c).first())).isEqualTo(c);
      assertThat(layout.contains(layout.component(c).first())).isTrue();
    }
    assertThat(layout.order()).isEqualTo(layout.components().getLast().order());
  }

  private static Functional laplacian() {
    return new Functional(
        List.of(new Functional.Term(1, index("xx")), new Functional.Term(1, index("yy"))));
  }

  @Test
  void aCombinationTakesThePlaceOfItsDerivatives() {
    JetLayout layout =
        JetLayout.closure(3, List.of(index("xx"), index("yy"), index("t")))
            .collapse(List.of(laplacian()));
    assertThat(layout.components().stream().map(c -> c.text(List.of("x", "y", "t"))))
        .containsExactly("1", "x", "y", "t", "xx + yy");
    assertThat(layout.indexOf(index("xx"))).isEqualTo(4);
    assertThat(layout.contains(index("yy"))).isFalse();
    assertThat(layout.order()).isEqualTo(2);
  }

  @Test
  void aDerivativeThatOthersBuildOnIsNotCollapsed() {
    JetLayout layout = JetLayout.closure(3, List.of(index("xxx"), index("yy")));
    assertThatThrownBy(() -> layout.collapse(List.of(laplacian())))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("[2, 0, 0] cannot be collapsed");
  }

  @ParameterizedTest
  @CsvSource({"1, 1, xx + yy", "1, -4, xx - 4*yy", "-0.5, 0.01, -0.5*xx + 0.01*yy"})
  void combinationsReadAsFormulas(double first, double second, String text) {
    Functional combination =
        new Functional(
            List.of(
                new Functional.Term(first, index("xx")), new Functional.Term(second, index("yy"))));
    assertThat(combination.text(List.of("x", "y", "t"))).isEqualTo(text);
  }

  private static List<MultiIndex> indices(String words) {
    return Stream.of(words.split(" ")).map(word -> index(word.equals("1") ? "" : word)).toList();
  }

  @Test
  void anAbsentComponentIsNamed() {
    JetLayout layout = JetLayout.closure(3, List.of(index("x")));
    assertThat(layout.contains(index("y"))).isFalse();
    assertThatThrownBy(() -> layout.indexOf(index("y")))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("[0, 1, 0]");
  }

  @Test
  void multiIndicesAddSubtractAndCompare() {
    MultiIndex xxt = index("xtx");
    assertThat(xxt).isEqualTo(MultiIndex.of(2, 0, 1)).hasSameHashCodeAs(MultiIndex.of(2, 0, 1));
    assertThat(xxt.order()).isEqualTo(3);
    assertThat(xxt.letters()).containsExactly(0, 0, 2);
    assertThat(xxt.suffix(List.of("x", "y", "t"))).isEqualTo("xxt");
    assertThat(xxt.minus(index("x")).plus(index("y"))).isEqualTo(index("xyt"));
    assertThat(index("xt").lessOrEqual(xxt)).isTrue();
    assertThat(index("y").lessOrEqual(xxt)).isFalse();
    assertThat(Stream.of("yy", "t", "xy", "", "x", "xx", "y").map(JetLayoutTest::index).sorted())
        .containsExactlyElementsOf(
            Stream.of("", "x", "y", "t", "xx", "xy", "yy").map(JetLayoutTest::index).toList());
    assertThatThrownBy(() -> MultiIndex.of(1, -1)).isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> index("x").minus(index("y")))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
