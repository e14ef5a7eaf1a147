package org.poise.residual;

import java.util.List;
import java.util.Map;
import org.poise.residual.internal.KernelPlan;

/**
 * What a problem was compiled to, in figures.
 *
 * @param parameters length p of θ
 * @param threads threads to compute with
 * @param sets the point sets with equations
 * @param stepOperations multiplications and additions of one gradient without row norms
 * @param normOperations what row norms add to that
 * @param memoryBytes working memory of the engine, beside θ and the points
 * @param kernelOperations multiplications and additions of forming the tangent kernel
 * @param kernelBytes working memory of forming it in panels, beside the engine's
 */
public record PlanSummary(
    int parameters,
    int threads,
    List<SetSummary> sets,
    long stepOperations,
    long normOperations,
    long memoryBytes,
    double kernelOperations,
    double kernelBytes) {

  /**
   * One network's jet on a point set.
   *
   * @param components such as 1, x, t - 4*xx
   * @param derivatives derivatives that the formulas need, with those below them; more than the
   *     components where combinations of derivatives suffice
   */
  public record Jet(List<String> components, int derivatives) {}

  /**
   * One point set.
   *
   * @param name its name
   * @param points number of points
   * @param tilePoints points that go through the networks together
   * @param jets each network's jet, by network
   * @param sites points that one residual touches
   * @param equations equations on the set
   * @param sweepOperations operations of the layers' products in one forward sweep of one point
   * @param formulaOperations operations of the formulas and their partial derivatives at one point
   * @param normOperations operations that the row norms of all equations add at one point
   * @param arenaDoubles working memory of one thread
   */
  public record SetSummary(
      String name,
      int points,
      int tilePoints,
      Map<String, Jet> jets,
      int sites,
      int equations,
      long sweepOperations,
      long formulaOperations,
      long normOperations,
      long arenaDoubles) {

    SetSummary withJets(Map<String, Jet> others) {
      return new SetSummary(
          name,
          points,
          tilePoints,
          others,
          sites,
          equations,
          sweepOperations,
          formulaOperations,
          normOperations,
          arenaDoubles);
    }
  }

  static PlanSummary of(int parameters, int threads, List<SetSummary> sets, KernelPlan kernel) {
    long step = 0;
    long norms = 0;
    long arena = 0;
    for (SetSummary set : sets) {
      step += set.points * (3 * set.sweepOperations + set.formulaOperations);
      norms += set.points * set.normOperations;
      arena = Math.max(arena, set.arenaDoubles);
    }
    long slots = 16;
    long memory = 8 * (threads * arena + (slots + 2) * parameters);
    return new PlanSummary(
        parameters,
        threads,
        List.copyOf(sets),
        step,
        norms,
        memory,
        kernel.operations(),
        kernel.bytes());
  }
}
