package org.poise.problem;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.poise.problem.Where.at;
import static org.poise.problem.Where.interior;
import static org.poise.problem.Where.periodic;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class SubdomainsTest {
  private static ProblemBuilder builder() {
    return Problem.builder("Test")
        .domain("x", -1, 3)
        .domain("t", 0, 1)
        .fields("u", "p")
        .points("inside", interior(64))
        .points("start", at("t", 0, 50))
        .points("pair", periodic("x", 10))
        .equation("pde", "inside", "u_t - u_xx + p_x");
  }

  private static Problem divided() {
    return builder().cuts("x", 0, 0.5).subdomains("t", 4).build();
  }

  @Test
  void piecesOfOneLengthAndCuts() {
    Subdomains subdomains = divided().subdomains();
    assertThat(subdomains.cuts()).containsExactly(List.of(0.0, 0.5), List.of(0.25, 0.5, 0.75));
    assertThat(subdomains.count()).isEqualTo(12);
    Domain box = subdomains.box(divided().domain(), 7);
    assertThat(box.interval(0)).isEqualTo(new Interval(0, 0.5));
    assertThat(box.interval(1)).isEqualTo(new Interval(0.75, 1));
    double[] points = {-1, 0, 0, 0.25, 0.4999, 1, 3, 1};
    int[] located = IntStream.range(0, 4).map(p -> subdomains.locate(points, 2 * p)).toArray();
    assertThat(located).containsExactly(0, 5, 7, 11);
    assertThat(builder().subdomains("t", 1).build()).isEqualTo(builder().build());
  }

  @Test
  void setsMeetTheSubdomainsOfTheirFaces() {
    Problem problem = divided();
    Subdomains subdomains = problem.subdomains();
    assertThat(subdomains.met(problem.pointSet("start").kind())).containsExactly(0, 4, 8);
    PointSet.Kind pair = problem.pointSet("pair").kind();
    assertThat(subdomains.met(pair)).containsExactly(0, 1, 2, 3);
    assertThat(subdomains.at(0, 2, pair)).isEqualTo(2);
    assertThat(subdomains.at(1, 2, pair)).isEqualTo(10);
    PointSet.Kind cuts = problem.pointSet("interface-x").kind();
    assertThat(subdomains.met(cuts)).containsExactly(4, 5, 6, 7, 8, 9, 10, 11);
    assertThat(subdomains.at(0, 9, cuts)).isEqualTo(5);
    assertThat(subdomains.at(1, 9, cuts)).isEqualTo(9);
    PointSet.Kind inner = new PointSet.Face(Map.of(1, 0.5));
    assertThat(subdomains.met(inner)).containsExactly(2, 6, 10);
  }

  @Test
  void continuityGoesOneOrderBelowTheEquations() {
    assertThat(divided().equations().stream().map(e -> e.name() + " " + e.text()))
        .containsExactly(
            "pde u_t - u_xx + p_x",
            "interface-x-u jump(u)",
            "interface-x-u_x jump(u_x)",
            "interface-x-p jump(p)",
            "interface-t-u jump(u)",
            "interface-t-p jump(p)");
    assertThat(divided().groups()).hasSize(6);
    assertThat(divided().pointSet("interface-x").count()).isEqualTo(200);
    Problem wave =
        Problem.builder("Wave")
            .domain("x1", 0, 1)
            .domain("t", 0, 1)
            .fields("u")
            .cuts("t", 0.5)
            .subdomains("x1", 2)
            .points("inside", interior(64))
            .equation("wave", "inside", "u_tt - d(u, x1, x1)")
            .build();
    assertThat(wave.equations().stream().skip(1).map(Equation::text))
        .containsExactly("jump(u)", "jump(u_x1)", "jump(u)", "jump(u_t)");
  }

  @Test
  void formulasCanBeGiven() {
    Problem problem =
        builder()
            .cuts("x", 0)
            .subdomains("t", 2)
            .output("flux", "-(1 + 3*step(x))*u_x")
            .interfaces(
                InterfaceTerms.standard()
                    .withCount(7)
                    .drawnBy(Sampler.GRID)
                    .inGroup("joint")
                    .withContinuity("x", "u", "flux", "u^2 + p"))
            .build();
    assertThat(problem.equations().stream().skip(1).map(e -> e.name() + " in " + e.group()))
        .containsExactly(
            "interface-x-u in joint",
            "interface-x-flux in joint",
            "interface-x-3 in joint",
            "interface-t-u in joint",
            "interface-t-p in joint");
    assertThat(problem.pointSet("interface-x").points(Sampler.UNIFORM, 2)).isEqualTo(7);
    assertThat(problem.subdomains().interfaces().continuity())
        .isEqualTo(Map.of("x", List.of("u", "flux", "u^2 + p"), "t", List.of("u", "p")));
  }

  /** The points are those of the undivided problem, sorted by subdomain. */
  @ParameterizedTest
  @EnumSource
  void pointsAreSortedAndNoneIsLost(Sampler sampler) {
    Problem problem = divided();
    Points points = new Sampling(sampler, 3).draw(problem, 5, 2);
    Points whole = new Sampling(sampler, 3).draw(builder().build(), 5, 2);
    for (String set : whole.sets().keySet()) {
      assertThat(rows(points.of(set))).containsExactlyInAnyOrder(rows(whole.of(set)));
    }
    for (PointSet set : problem.pointSets()) {
      double[] x = points.of(set.name());
      assertThat(x).hasSize(2 * set.points(sampler, 2));
      int before = 0;
      for (int p = 0; p < x.length; p += 2) {
        int subdomain = problem.subdomains().locate(x, p);
        assertThat(problem.subdomains().met(set.kind())).contains(subdomain);
        assertThat(subdomain).isGreaterThanOrEqualTo(before);
        before = subdomain;
      }
    }
    double[] onCuts = points.of("interface-t");
    int[] each = new int[3];
    for (int p = 0; p < onCuts.length; p += 2) {
      each[(int) Math.rint(4 * onCuts[p + 1]) - 1]++;
      assertThat(4 * onCuts[p + 1]).isIn(1.0, 2.0, 3.0);
    }
    assertThat(each).containsExactly(100, 100, 100);
  }

  private static String[] rows(double[] x) {
    String[] rows = new String[x.length / 2];
    Arrays.setAll(rows, p -> x[2 * p] + " " + x[2 * p + 1]);
    return rows;
  }

  @Test
  void heldOutPointsLieOnEveryCut() {
    double[] x = Sampling.heldOut(divided(), 1, 2).of("interface-t");
    assertThat(x).hasSize(6);
    assertThat(new double[] {x[1], x[3], x[5]}).containsExactlyInAnyOrder(0.25, 0.5, 0.75);
  }

  @Test
  void inOneDimensionACutIsOnePoint() {
    ProblemBuilder line =
        Problem.builder("Line")
            .domain("x", 0, 1)
            .fields("u")
            .subdomains("x", 3)
            .points("inside", interior(9))
            .equation("ode", "inside", "u_xx + 1");
    Problem problem = line.build();
    assertThat(Sampling.standard().draw(problem, 1, 0).of("interface-x"))
        .containsExactly(1.0 / 3, 2.0 / 3);
    refuses(
        () -> line.interfaces(InterfaceTerms.standard().withCount(2)).build(),
        "interface.count: in one dimension a cut is one point, not 2; give 1");
  }

  private static void refuses(ThrowingCallable work, String message) {
    assertThatThrownBy(work).isInstanceOf(ProblemException.class).hasMessage(message);
  }

  @Test
  void namesOfInterfacesAreTheirOwn() {
    refuses(
        () -> builder().points("interface-t", interior(3)).subdomains("t", 2).build(),
        "points.interface-t: the interface between subdomains takes this name; give another one"
            + " here");
    refuses(
        () -> builder().equation("interface-t-u", "inside", "p").subdomains("t", 2).build(),
        "equations.interface-t-u: the interface between subdomains takes this name; give another"
            + " one here");
  }
}
