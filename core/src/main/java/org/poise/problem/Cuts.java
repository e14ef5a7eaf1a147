package org.poise.problem;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/** Checks where a domain is to be cut. */
final class Cuts {
  private Cuts() {}

  /**
   * The cuts of every coordinate.
   *
   * @param divisions by the name of the coordinate
   */
  static List<List<Double>> of(Domain domain, Map<String, ProblemBuilder.Division> divisions) {
    List<List<Double>> cuts =
        new ArrayList<>(Collections.nCopies(domain.dimension(), List.<Double>of()));
    long subdomains = 1;
    for (Map.Entry<String, ProblemBuilder.Division> entry : divisions.entrySet()) {
      List<String> path = List.of("subdomains", entry.getKey());
      int coordinate = domain.coordinate(entry.getKey(), path);
      List<Double> at =
          switch (entry.getValue()) {
            case ProblemBuilder.Division.Equal(int pieces) ->
                checked(
                    domain.interval(coordinate),
                    equal(domain.interval(coordinate), pieces, path),
                    entry.getKey());
            case ProblemBuilder.Division.At(List<Double> given) ->
                checked(domain.interval(coordinate), given, entry.getKey());
          };
      subdomains *= at.size() + 1;
      if (subdomains > Subdomains.MOST) {
        throw new ProblemException(
            path,
            "these would be "
                + subdomains
                + " subdomains or more; give at most "
                + Subdomains.MOST
                + " in all");
      }
      cuts.set(coordinate, at);
    }
    return cuts;
  }

  private static List<Double> equal(Interval interval, int pieces, List<String> path) {
    if (pieces < 1 || pieces > Subdomains.MOST) {
      throw new ProblemException(
          path, "a coordinate is cut into 1 to " + Subdomains.MOST + " pieces, not into " + pieces);
    }
    return IntStream.range(1, pieces).mapToObj(i -> interval.at((double) i / pieces)).toList();
  }

  private static List<Double> checked(Interval interval, List<Double> at, String coordinate) {
    double before = interval.lower();
    for (int i = 0; i < at.size(); i++) {
      double cut = at.get(i);
      if (!(cut > before && cut < interval.upper())) {
        throw new ProblemException(
            List.of("subdomains", coordinate, Integer.toString(i)),
            "the cut "
                + coordinate
                + " = "
                + cut
                + (i > 0 && cut <= before && cut > interval.lower()
                    ? " does not lie above the one before it, " + before + "; list cuts ascending"
                    : " does not lie inside " + interval + "; give values between its ends"));
      }
      before = cut;
    }
    return at;
  }
}
