package org.poise.ntk.internal;

import java.util.ArrayList;
import java.util.List;
import org.hipparchus.analysis.differentiation.DSFactory;
import org.hipparchus.analysis.differentiation.DerivativeStructure;
import org.poise.network.Activation;
import org.poise.network.FourierFeatures;
import org.poise.network.Initializer;
import org.poise.network.Mlp;
import org.poise.network.Network;

/**
 * A network with infinitely wide hidden layers, in jets. With inputs φ(x) ∈ R^n,
 *
 * <pre>
 *   Σ¹(x, y) = ⟨φ(x), φ(y)⟩/n + 1            Θ¹ = Σ¹
 *   Σˡ⁺¹     = E[σ(u) σ(v)] + 1              Θˡ⁺¹ = Σˡ⁺¹ + Θˡ E[σ'(u) σ'(v)]
 * </pre>
 *
 * with (u, v) Gaussian of the covariance that Σˡ has at (x, x), (x, y), (y, y) (Jacot et al.,
 * arXiv:1806.07572, theorem 1, with β = 1).
 */
public final class NetworkLimit {
  private final int dimension;
  private final InputJets inputs;
  private final int layers;
  private final Activation activation;
  private final DualActivation dual;

  /**
   * Plans a network.
   *
   * @throws IllegalArgumentException if its kernel has no limit
   */
  public NetworkLimit(Network network, int dimension) {
    if (network.initializer() != Initializer.NTK) {
      throw new IllegalArgumentException(
          "network '%s' has the initializer %s, under which the kernel grows with the width; use ntk"
              .formatted(network.name(), network.initializer().label()));
    }
    this.dimension = dimension;
    inputs = new InputJets(network, dimension);
    if (!(network.architecture() instanceof Mlp mlp)
        || network.factorization() != null
        || network.slopes() != null
        || network.embeddings().stream()
            .anyMatch(e -> e instanceof FourierFeatures f && f.trainable())) {
      throw new IllegalArgumentException(
          "network '%s' is no plain MLP of fixed embeddings, of which alone the infinite-width kernel is known here"
              .formatted(network.name()));
    }
    layers = mlp.widths().size();
    activation = mlp.activation();
    dual = DualActivation.of(activation);
  }

  /** Refuses operators of an order for which there is no kernel. */
  void requireOrder(int order) {
    if (order > dual.mostDerivatives()) {
      throw new IllegalArgumentException(
          "the infinite-width kernel of %s takes operators of order %d, not %d; use erf or sin"
              .formatted(activation.label(), dual.mostDerivatives(), order));
    }
  }

  /**
   * What a point gives to every pair that it is in.
   *
   * @param inputs jets of φ(x) [n × components]
   * @param variances jets of Σˡ(x, x) for every hidden layer
   */
  record PointJets(double[][] inputs, List<DerivativeStructure> variances) {
    /** The same with the variances as functions of a pair's first point. */
    PointJets first(JetPairs pairs) {
      return new PointJets(inputs, variances.stream().map(pairs::ofFirst).toList());
    }

    /** The same with the variances as functions of a pair's second point. */
    PointJets second(JetPairs pairs) {
      return new PointJets(inputs, variances.stream().map(pairs::ofSecond).toList());
    }
  }

  /** The jets of an order at points [count × dimension]. */
  List<PointJets> jets(double[] points, int order) {
    DSFactory factory = new DSFactory(dimension, order);
    List<PointJets> jets = new ArrayList<>();
    for (int at = 0; at < points.length; at += dimension) {
      jets.add(jets(inputs.at(factory, points, at), order));
    }
    return jets;
  }

  private PointJets jets(List<DerivativeStructure> phi, int order) {
    DerivativeStructure variance = phi.getFirst().square();
    for (DerivativeStructure f : phi.subList(1, phi.size())) {
      variance = variance.add(f.square());
    }
    variance = variance.divide(phi.size()).add(1);
    DerivativeStructure[] variances = new DerivativeStructure[layers];
    for (int l = 0; l < layers; l++) {
      variances[l] = variance;
      variance = dual.moments(variance, variance, variance, order, order).value().add(1);
    }
    return new PointJets(
        phi.stream().map(DerivativeStructure::getAllDerivatives).toArray(double[][]::new),
        List.of(variances));
  }

  /**
   * The jet of Θ(x, y).
   *
   * @param x made for the first point of pairs
   * @param y made for the second
   */
  DerivativeStructure tangent(JetPairs pairs, PointJets x, PointJets y) {
    DerivativeStructure sigma = pairs.covariance(x.inputs, y.inputs);
    DerivativeStructure theta = sigma;
    for (int l = 0; l < layers; l++) {
      Moments moments =
          dual.moments(
              x.variances.get(l), sigma, y.variances.get(l), pairs.first(), pairs.second());
      sigma = moments.value().add(1);
      theta = sigma.add(theta.multiply(moments.slope()));
    }
    return theta;
  }
}
