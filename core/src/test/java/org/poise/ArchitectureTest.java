package org.poise;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.util.List;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Holds the arrows between the packages: each uses only those below it. */
final class ArchitectureTest {
  /** The packages, from the top to the bottom. */
  private static final List<String> LAYERS =
      List.of(
          "training",
          "experiment",
          "optimizer",
          "weighting",
          "ntk",
          "residual",
          "problem",
          "network",
          "formula",
          "jet",
          "linalg");

  private static JavaClasses classes;

  @BeforeAll
  static void read() {
    classes =
        new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages("org.poise");
  }

  @Test
  void everyPackageHasItsPlace() {
    TreeSet<String> found =
        classes.stream()
            .map(type -> type.getPackageName().replaceFirst("^org\\.poise\\.?", ""))
            .map(name -> name.replaceFirst("\\..*", ""))
            .filter(name -> !name.isEmpty())
            .collect(Collectors.toCollection(TreeSet::new));

    assertThat(LAYERS).as("the layers, in which every package is listed").containsAll(found);
    assertThat(found).isNotEmpty();
  }

  static List<String> layers() {
    return LAYERS;
  }

  @ParameterizedTest
  @MethodSource("layers")
  void usesOnlyWhatIsBelow(String layer) {
    String[] above =
        LAYERS.subList(0, LAYERS.indexOf(layer)).stream()
            .map(name -> "org.poise." + name + "..")
            .toArray(String[]::new);

    noClasses()
        .that()
        .resideInAPackage("org.poise." + layer + "..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(above)
        .orShould()
        .dependOnClassesThat()
        .resideInAnyPackage("org.poise.app..", "org.poise.bench..")
        .allowEmptyShould(true)
        .check(classes);
  }

  @Test
  void packagesHaveNoCycles() {
    slices().matching("org.poise.(*)..").should().beFreeOfCycles().check(classes);
  }

  @Test
  void onlyTheInnermostPackageUsesVectors() {
    noClasses()
        .that()
        .resideOutsideOfPackage("org.poise.linalg.internal..")
        .should()
        .dependOnClassesThat()
        .resideInAPackage("jdk.incubator.vector..")
        .check(classes);
  }

  @Test
  void mathWhoseBitsDifferBetweenMachinesIsNotUsed() {
    noClasses()
        .should(MathCalls.whoseBitsMayDiffer())
        .because("Math.exp and its kin may round differently when compiled; use StrictMath or Ops")
        .check(classes);
  }
}
