package org.poise.residual.internal;

import java.util.ArrayList;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import org.poise.formula.Collapse;
import org.poise.formula.Expr;
import org.poise.jet.JetLayout;
import org.poise.jet.MultiIndex;
import org.poise.residual.JetComponents;

/**
 * The jets that formulas on one point set need.
 *
 * @param formulas the formulas over these jets' components
 * @param all the networks that the formulas use
 */
record Jets(List<Expr> formulas, List<OfNetwork> all) {

  /**
   * The jet of a network.
   *
   * @param firstField the first of its fields
   * @param used the components that the formulas use, by the derivatives that name them
   * @param derivatives how many derivatives the formulas need, with those below them: the number of
   *     components if none were collapsed
   */
  record OfNetwork(
      NetworkPlan network,
      int firstField,
      SortedSet<MultiIndex> used,
      JetLayout layout,
      int derivatives) {}

  /**
   * Finds the jets.
   *
   * @param formulas over the fields of {@code networks}, in their order
   * @param components whether to carry combinations of derivatives where these suffice
   */
  static Jets of(
      List<Expr> formulas, List<NetworkPlan> networks, int dimension, JetComponents components) {
    List<OfNetwork> all = new ArrayList<>();
    List<Expr> now = formulas;
    int first = 0;
    for (NetworkPlan network : networks) {
      SortedSet<MultiIndex> used = used(now, first, network.outputs());
      if (!used.isEmpty()) {
        JetLayout layout = JetLayout.closure(dimension, used);
        int derivatives = layout.size();
        if (components == JetComponents.COLLAPSED) {
          Collapse collapsed = Collapse.of(now, first, network.outputs());
          now = collapsed.formulas();
          layout = layout.collapse(collapsed.combinations());
          used = used(now, first, network.outputs());
        }
        all.add(new OfNetwork(network, first, used, layout, derivatives));
      }
      first += network.outputs();
    }
    return new Jets(now, List.copyOf(all));
  }

  private static SortedSet<MultiIndex> used(List<Expr> formulas, int first, int fields) {
    SortedSet<MultiIndex> used = new TreeSet<>();
    formulas.stream()
        .flatMap(formula -> formula.fieldJets().stream())
        .filter(jet -> jet.field() >= first && jet.field() < first + fields)
        .forEach(jet -> used.add(jet.alpha()));
    return used;
  }
}
