package org.poise.ntk.internal;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.poise.formula.Expr;
import org.poise.formula.LinearOperator;
import org.poise.formula.PointFunction;

/**
 * A linear operator at points, one row of a kernel for each: its coefficients there, and the jets
 * of the networks that it uses.
 */
public final class OperatorRows {
  /**
   * One derivative in the operator.
   *
   * @param site 0 at the points, 1 at their partners
   */
  record Term(int field, NetworkLimit network, int site, int[] orders) {}

  private final int count;
  private final int order;
  private final List<Term> terms = new ArrayList<>();
  private final double[] coefficients;
  private final List<Map<NetworkLimit, List<NetworkLimit.PointJets>>> jets = new ArrayList<>();

  /**
   * Makes the jets.
   *
   * @param networks the network of each field
   * @param sites the points [count × dimension], and their partners where they are pairs
   * @throws IllegalArgumentException if a network has no kernel for an operator of this order, or
   *     the operator needs pairs and there are none
   */
  public OperatorRows(
      List<NetworkLimit> networks, LinearOperator operator, int dimension, double[]... sites) {
    count = sites[0].length / dimension;
    order = operator.order();
    operator
        .coefficients()
        .keySet()
        .forEach(jet -> {
          NetworkLimit network = networks.get(jet.field());
          network.requireOrder(order);
          if (jet.site() >= sites.length) {
            throw new IllegalArgumentException(
                "'%s' is at the partner of a point, and the points are no pairs; use an operator without jump"
                    .formatted(jet));
          }
          terms.add(new Term(jet.field(), network, jet.site(), jet.alpha().orders()));
        });
    coefficients = new double[count * terms.size()];
    List<Expr> formulas = List.copyOf(operator.coefficients().values());
    PointFunction.of(formulas, dimension).evaluate(count, sites[0], coefficients);
    for (int s = 0; s < sites.length; s++) {
      int site = s;
      Map<NetworkLimit, List<NetworkLimit.PointJets>> here = new HashMap<>();
      for (Term term : terms) {
        if (term.site == site) {
          here.computeIfAbsent(term.network, network -> network.jets(sites[site], order));
        }
      }
      jets.add(here);
    }
  }

  /** Number of rows. */
  public int count() {
    return count;
  }

  int order() {
    return order;
  }

  List<Term> terms() {
    return terms;
  }

  double coefficient(int row, int term) {
    return coefficients[row * terms.size() + term];
  }

  /** The jets of a network at every point of a site. */
  List<NetworkLimit.PointJets> jets(NetworkLimit network, int site) {
    List<NetworkLimit.PointJets> found = jets.get(site).get(network);
    if (found == null) {
      throw new AssertionError("no jets at site " + site);
    }
    return found;
  }
}
