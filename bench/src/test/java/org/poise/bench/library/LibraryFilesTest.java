package org.poise.bench.library;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.poise.experiment.Experiment;
import org.poise.formula.Expr;
import org.poise.jet.MultiIndex;
import org.poise.problem.Equation;
import org.poise.problem.Problem;
import org.poise.problem.Reference;

class LibraryFilesTest {
  static List<Path> files() throws Exception {
    return LibraryFiles.all();
  }

  @Test
  void holdsTheWholeLibrary() throws Exception {
    assertThat(LibraryFiles.all())
        .extracting(f -> f.getFileName().toString().replace(".yaml", ""))
        .contains(
            "poisson1d",
            "poisson2d",
            "poisson5d",
            "helmholtz2d",
            "heat1d",
            "diffusion",
            "wave1d",
            "wave1d-small",
            "advection",
            "burgers",
            "allen-cahn",
            "klein-gordon",
            "sine-gordon",
            "kdv",
            "beam",
            "kovasznay",
            "wave-speed",
            "composite-rod",
            "poisson2d-hard");
  }

  @ParameterizedTest
  @MethodSource("files")
  void isCitedAndHasASolution(Path file) {
    Experiment experiment = LibraryFiles.read(file);
    Problem problem = experiment.problem();
    assertThat(problem.cite())
        .matches("(doi:10\\.\\S+|arXiv:\\d{4}\\.\\d{5})(, (doi|arXiv):\\S+)*");
    assertThat(problem.exact().isEmpty()).isEqualTo(problem.reference() != null);
    assertThat(experiment.steps()).isGreaterThanOrEqualTo(1000);
  }

  /** The file's values meet the initial condition and are equal, or zero, at the two ends of x. */
  @ParameterizedTest
  @ValueSource(strings = {"burgers", "allen-cahn", "kdv"})
  void referenceMeetsInitialAndBoundaryValues(String name) throws Exception {
    Path file =
        LibraryFiles.all().stream()
            .filter(f -> f.endsWith(name + ".yaml"))
            .findFirst()
            .orElseThrow();
    Problem problem = LibraryFiles.problem(file);
    Reference reference = problem.reference();
    assertThat(reference).isNotNull();
    Equation initial =
        problem.equations().stream()
            .filter(e -> e.name().equals("initial"))
            .findFirst()
            .orElseThrow();
    assertThat(initial.residual().fieldJets())
        .extracting(Expr.FieldJet::alpha)
        .containsExactly(MultiIndex.zero(2));
    int starts = 0;
    double sumAtEnds = 0;
    for (int p = 0; p < reference.count(); p++) {
      double[] x = {reference.points()[2 * p], reference.points()[2 * p + 1]};
      double u = reference.values()[p];
      if (x[1] == 0) {
        starts++;
        assertThat(TreeWalk.value(initial.residual(), x, new double[0], _ -> u))
            .isCloseTo(0, within(1e-13));
      }
      if (Math.abs(x[0]) == 1) {
        sumAtEnds += name.equals("burgers") ? Math.abs(u) : Math.signum(x[0]) * u;
      }
    }
    assertThat(starts).isEqualTo(201);
    assertThat(sumAtEnds).isCloseTo(0, within(1e-9));
  }
}
