package org.poise.app.reproduce;

import java.util.ArrayList;
import java.util.List;
import org.hipparchus.analysis.differentiation.DSFactory;
import org.hipparchus.analysis.differentiation.DerivativeStructure;
import org.poise.formula.Expr;
import org.poise.formula.LinearOperator;
import org.poise.network.Activation;
import org.poise.network.Initializer;
import org.poise.network.Mlp;
import org.poise.network.Network;
import org.poise.network.ParameterLayout;
import org.poise.network.Tensor;

/**
 * The gradient of u(x) by the parameters of a small network, by the textbook's backpropagation, in
 * dual numbers of the point: evaluated there, x ↦ ∂u(x)/∂θ_p comes with its derivatives by x. K(x,
 * y) = Σ_p ∂_p u(x) ∂_p u(y) has T_x T_y K from them. Nothing of it is shared with the residual
 * map.
 */
final class DualNumberGradients {
  private final Network network;
  private final Activation activation;
  private final ParameterLayout layout;
  private final double[] theta;
  private final int layers;

  DualNumberGradients(Network network, ParameterLayout layout, double[] theta) {
    this.network = network;
    this.layout = layout;
    this.theta = theta;
    if (!(network.architecture() instanceof Mlp mlp)) {
      throw new IllegalArgumentException(
          "dual numbers are for MLPs, not for " + network.architecture().function());
    }
    activation = mlp.activation();
    layers = mlp.widths().size() + 1;
    if (activation != Activation.TANH && activation != Activation.SIN) {
      throw new IllegalArgumentException(
          "dual numbers are for tanh and sin, not for " + activation.label());
    }
  }

  /** T_x T_y K(x, y) at n points, T with constant coefficients [n × n]. */
  double[] kernel(LinearOperator operator, int n, double[] points) {
    int d = network.normalization().mean().length;
    DSFactory factory = new DSFactory(d, operator.order());
    double[][] rows = new double[n][];
    for (int j = 0; j < n; j++) {
      DerivativeStructure[] point = new DerivativeStructure[d];
      for (int i = 0; i < d; i++) {
        point[i] = factory.variable(i, points[j * d + i]);
      }
      rows[j] = apply(operator, gradient(point));
    }
    double[] kernel = new double[n * n];
    for (int j = 0; j < n; j++) {
      for (int k = 0; k < n; k++) {
        double sum = 0;
        for (int p = 0; p < theta.length; p++) {
          sum += rows[j][p] * rows[k][p];
        }
        kernel[j * n + k] = sum;
      }
    }
    return kernel;
  }

  private double[] apply(LinearOperator operator, DerivativeStructure[] gradient) {
    double[] applied = new double[gradient.length];
    operator
        .coefficients()
        .forEach((jet, coefficient) -> {
          double factor = ((Expr.Constant) coefficient).value();
          int[] orders = jet.alpha().orders();
          for (int p = 0; p < applied.length; p++) {
            applied[p] += factor * gradient[p].getPartialDerivative(orders);
          }
        });
    return applied;
  }

  /** ∂u/∂θ_p as functions of the point. */
  private DerivativeStructure[] gradient(DerivativeStructure[] point) {
    List<DerivativeStructure[]> inputs = new ArrayList<>();
    List<DerivativeStructure[]> slopes = new ArrayList<>();
    DerivativeStructure[] a = new DerivativeStructure[point.length];
    for (int i = 0; i < a.length; i++) {
      a[i] =
          point[i]
              .subtract(network.normalization().mean()[i])
              .divide(network.normalization().deviation()[i]);
    }
    for (int l = 0; l < layers; l++) {
      inputs.add(a);
      DerivativeStructure[] z = linear(l, a);
      a = new DerivativeStructure[z.length];
      DerivativeStructure[] slope = new DerivativeStructure[z.length];
      for (int o = 0; o < z.length; o++) {
        a[o] = activation == Activation.TANH ? z[o].tanh() : z[o].sin();
        slope[o] = activation == Activation.TANH ? a[o].multiply(a[o]).negate().add(1) : z[o].cos();
      }
      slopes.add(slope);
    }
    DerivativeStructure[] gradient = new DerivativeStructure[theta.length];
    DerivativeStructure[] delta = {point[0].getField().getOne()};
    for (int l = layers - 1; l >= 0; l--) {
      delta = back(l, inputs.get(l), delta, gradient);
      for (int i = 0; l > 0 && i < delta.length; i++) {
        delta[i] = delta[i].multiply(slopes.get(l - 1)[i]);
      }
    }
    return gradient;
  }

  private DerivativeStructure[] linear(int l, DerivativeStructure[] a) {
    Tensor weight = layout.tensor(network.name() + "." + l + ".weight");
    int bias = layout.tensor(network.name() + "." + l + ".bias").offset();
    DerivativeStructure[] z = new DerivativeStructure[weight.columns()];
    for (int o = 0; o < z.length; o++) {
      z[o] = a[0].getField().getZero().add(theta[bias + o]);
      for (int i = 0; i < a.length; i++) {
        z[o] = z[o].add(a[i].multiply(scale(weight) * theta[at(weight, i, o)]));
      }
    }
    return z;
  }

  /** Writes the gradient of a layer, and gives the derivatives by its inputs. */
  private DerivativeStructure[] back(
      int l,
      DerivativeStructure[] inputs,
      DerivativeStructure[] delta,
      DerivativeStructure[] gradient) {
    Tensor weight = layout.tensor(network.name() + "." + l + ".weight");
    int bias = layout.tensor(network.name() + "." + l + ".bias").offset();
    DerivativeStructure[] before = new DerivativeStructure[inputs.length];
    for (int i = 0; i < inputs.length; i++) {
      before[i] = inputs[i].getField().getZero();
      for (int o = 0; o < delta.length; o++) {
        gradient[at(weight, i, o)] = inputs[i].multiply(delta[o]).multiply(scale(weight));
        before[i] = before[i].add(delta[o].multiply(scale(weight) * theta[at(weight, i, o)]));
      }
    }
    System.arraycopy(delta, 0, gradient, bias, delta.length);
    return before;
  }

  private double scale(Tensor weight) {
    return network.initializer() == Initializer.NTK ? 1 / Math.sqrt(weight.rows()) : 1;
  }

  private static int at(Tensor weight, int input, int output) {
    return weight.offset() + input * weight.columns() + output;
  }
}
