package org.poise.experiment;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.poise.problem.PointSet;
import org.poise.problem.Problem;
import org.poise.problem.Sampler;

class SubdomainFileTest {
  private static final String DIVIDED =
      """
      title: Divided
      domain: {x: [0, 2], t: [0, 1]}
      subdomains: {x: [pi/4], t: 4}
      interface: {count: 20, sampler: sobol, continuity: [u, "d(u, t)"], group: joint}
      points: {inside: {count: 100}}
      equations: {heat: {on: inside, residual: u_t - u_xx}}
      networks: {main: {fields: [u]}}
      """;

  @Test
  void readsSubdomainsAndWritesThemWithTheirDefaults() {
    Experiment experiment = ProblemFile.read("divided", DIVIDED, null, List.of());
    Problem problem = experiment.problem();
    assertThat(problem.subdomains().cuts())
        .containsExactly(List.of(Math.PI / 4), List.of(0.25, 0.5, 0.75));
    assertThat(problem.groups()).containsExactly("heat", "joint");
    assertThat(problem.pointSet("interface-t"))
        .isEqualTo(
            new PointSet(
                "interface-t",
                new PointSet.Interface(1, List.of(0.25, 0.5, 0.75)),
                60,
                Sampler.SOBOL));
    assertThat(problem.equations().stream().map(e -> e.name() + " " + e.text()))
        .containsExactly(
            "heat u_t - u_xx",
            "interface-x-u jump(u)",
            "interface-x-2 jump(d(u, t))",
            "interface-t-u jump(u)",
            "interface-t-2 jump(d(u, t))");
    for (List<String> set :
        List.of(
            List.<String>of(),
            List.of("interface.continuity=null", "interface.group=null"),
            List.of("interface.continuity={t: u^2}"),
            List.of("interface=null"))) {
      Experiment read = ProblemFile.read("divided", DIVIDED, null, set);
      String text = ProblemFile.write(read);
      assertThat(text).doesNotContain("interface-");
      assertThat(ProblemFile.read("again", text, null, List.of())).isEqualTo(read);
    }
  }

  @Test
  void onePieceIsTheWholeDomain() {
    List<String> one = List.of("subdomains={x: 1, t: 1}");
    String undivided = DIVIDED.replaceAll("(?m)^(subdomains|interface):.*\n", "");
    assertThat(ProblemFile.read("one", DIVIDED, null, one))
        .isEqualTo(ProblemFile.read("whole", undivided, null, List.of()));
  }
}
