package org.poise.residual;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.poise.formula.Expr;
import org.poise.formula.Expr.FieldJet;
import org.poise.problem.Equation;
import org.poise.problem.PointSet;
import org.poise.problem.Problem;
import org.poise.problem.Subdomains;
import org.poise.residual.internal.BoundSet;
import org.poise.residual.internal.SetPlan;

/**
 * The equations on a point set, compiled for each subdomain that its points may lie in: the fields
 * of the formulas become those of the subdomain's own networks. Rows stay those of the whole set.
 *
 * @param set the set
 * @param equations those on it
 * @param subdomains how the domain is cut
 * @param plans by subdomain, ascending
 */
record CompiledSet(
    PointSet set, List<Equation> equations, Subdomains subdomains, Map<Integer, SetPlan> plans) {

  /** Compiles formulas for about so many points of a kind of set. */
  @FunctionalInterface
  interface Compiler {
    SetPlan plan(List<Expr> formulas, PointSet.Kind kind, int count);
  }

  static CompiledSet of(PointSet set, Problem problem, Compiler compiler) {
    List<Equation> on =
        problem.equations().stream().filter(e -> e.on().equals(set.name())).toList();
    List<Expr> formulas = on.stream().map(Equation::residual).toList();
    List<Integer> met = problem.subdomains().met(set.kind());
    int count = (set.count() + met.size() - 1) / met.size();
    Map<Integer, SetPlan> plans = new LinkedHashMap<>();
    for (int subdomain : met) {
      List<Expr> own = own(formulas, problem, set.kind(), subdomain);
      plans.put(subdomain, compiler.plan(own, set.kind(), count));
    }
    return new CompiledSet(set, on, problem.subdomains(), plans);
  }

  /** Formulas with the fields of a subdomain, which lie one subdomain's after the other's. */
  static List<Expr> own(List<Expr> formulas, Problem problem, PointSet.Kind kind, int subdomain) {
    if (!problem.subdomains().areMany()) {
      return formulas;
    }
    int fields = problem.fields().size();
    return formulas.stream()
        .map(formula ->
            formula.substitute(jet -> {
              int of = problem.subdomains().at(jet.site(), subdomain, kind);
              // The two sides of a cut are one point.
              int site = kind instanceof PointSet.Periodic ? jet.site() : 0;
              return new FieldJet(
                  of * fields + jet.field(), jet.name(), jet.alpha(), site, jet.coordinates());
            }))
        .toList();
  }

  int points(double[] x) {
    return x.length / subdomains.cuts().size();
  }

  /**
   * Binds points: each run of points in one subdomain to the plan of that.
   *
   * @param x points [count × dimension]
   * @param blocks the rows of each equation
   */
  List<BoundSet> bind(double[] x, List<Block> blocks) {
    List<BoundSet> runs = new ArrayList<>();
    int d = subdomains.cuts().size();
    int n = points(x);
    int first = 0;
    while (first < n) {
      int subdomain = subdomains.locate(x, first * d);
      int end = first + 1;
      while (end < n && subdomains.locate(x, end * d) == subdomain) {
        end++;
      }
      SetPlan plan = plans.get(subdomain);
      if (plan == null) {
        throw new IllegalArgumentException(
            "point "
                + (first + 1)
                + " of set '"
                + set.name()
                + "' lies in subdomain "
                + (subdomain + 1)
                + ", which the set does not meet");
      }
      runs.add(new BoundSet(plan, x, first, end - first, blocks));
      first = end;
    }
    return runs;
  }

  /** The set in figures: those of its first plan, since all are alike but for the networks. */
  PlanSummary.SetSummary summary(Problem problem) {
    SetPlan plan = plans.values().iterator().next();
    PlanSummary.SetSummary summary =
        plan.summary(set.name(), set.count(), problem.domain().coordinates(), equations.size());
    Map<String, PlanSummary.Jet> jets = new LinkedHashMap<>();
    summary.jets().forEach((network, jet) -> jets.putIfAbsent(Subdomains.common(network), jet));
    return summary.withJets(jets);
  }
}
