package org.poise.app.compare;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * What a comparison came to. The first scheme is the one that the others are paired with.
 *
 * @param title of the problem
 * @param cite where the problem comes from
 * @param version of the program
 * @param steps that every run was to take
 * @param seeds of the runs
 * @param schemes in the order in which they were given, each with a run for every seed
 */
public record Comparison(
    String title,
    @Nullable String cite,
    String version,
    long steps,
    List<Long> seeds,
    List<SchemeResult> schemes) {

  /** Takes copies. */
  public Comparison {
    seeds = List.copyOf(seeds);
    schemes = List.copyOf(schemes);
  }

  private RunResult anyRun() {
    return schemes.getFirst().runs().getFirst();
  }

  /** What errors are measured of. */
  public List<String> quantities() {
    return List.copyOf(anyRun().errors().keySet());
  }

  /** What their errors are, in words. */
  public String measure() {
    return anyRun().measure();
  }

  /** A heading for the errors of a quantity: {@code Relative L2 error of u}. */
  public static String heading(String measure, String quantity) {
    return measure.substring(0, 1).toUpperCase(Locale.ROOT)
        + measure.substring(1)
        + " of "
        + quantity;
  }

  /** The groups that have weights. */
  public List<String> groups() {
    return List.copyOf(anyRun().weights().keySet());
  }

  /** How many runs there are. */
  public int runs() {
    return seeds.size() * schemes.size();
  }

  /** How many of them failed. */
  public int failed() {
    return schemes.stream().mapToInt(SchemeResult::failed).sum();
  }

  /** The errors at the end of a scheme over those of the first, seed by seed. */
  public PairedRatios against(SchemeResult scheme, String quantity) {
    return PairedRatios.of(scheme.errors(quantity), schemes.getFirst().errors(quantity));
  }

  /** The content of comparison.json; a number that is not finite is null. */
  public ObjectNode json() {
    return ComparisonJson.of(this);
  }
}
