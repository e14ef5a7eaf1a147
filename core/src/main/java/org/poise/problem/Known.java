package org.poise.problem;

import java.util.List;
import java.util.Set;

/** Checks what is known of a problem's solution. */
final class Known {
  private Known() {}

  static void check(Problem problem) {
    Set<String> quantities = problem.quantities().keySet();
    for (String name : problem.exact().keySet()) {
      if (!quantities.contains(name)) {
        throw new ProblemException(List.of("exact", name), unknown(name, quantities));
      }
    }
    Reference reference = problem.reference();
    if (reference == null) {
      return;
    }
    List<String> path = List.of("reference");
    if (!problem.exact().isEmpty()) {
      throw new ProblemException(
          path, "a problem has exact formulas or a reference, not both; drop one");
    }
    for (String name : reference.names()) {
      if (!quantities.contains(name)) {
        throw new ProblemException(path, unknown(name, quantities));
      }
    }
    checkPoints(problem.domain(), reference, path);
  }

  private static String unknown(String name, Set<String> quantities) {
    return "no quantity is called '"
        + name
        + "'"
        + Suggestion.after(name, "quantities", quantities);
  }

  private static void checkPoints(Domain domain, Reference reference, List<String> path) {
    int d = domain.dimension();
    if (reference.points().length != reference.count() * d) {
      throw new ProblemException(
          path,
          "the reference must give "
              + d
              + " coordinates for each of its "
              + reference.count()
              + " points");
    }
    for (int p = 0; p < reference.count(); p++) {
      for (int i = 0; i < d; i++) {
        Interval interval = domain.interval(i);
        double slack = 1e-9 * interval.length();
        double x = reference.points()[p * d + i];
        if (!(x >= interval.lower() - slack && x <= interval.upper() + slack)) {
          throw new ProblemException(
              path,
              "point "
                  + (p + 1)
                  + " has "
                  + domain.coordinates().get(i)
                  + " = "
                  + x
                  + ", outside the domain "
                  + interval
                  + "; give points within it");
        }
      }
      for (int k = 0; k < reference.names().size(); k++) {
        double value = reference.values()[p * reference.names().size() + k];
        if (!Double.isFinite(value)) {
          throw new ProblemException(
              path,
              reference.names().get(k)
                  + " is "
                  + value
                  + " at point "
                  + (p + 1)
                  + "; give finite values only");
        }
      }
    }
  }
}
