package org.poise.bench.peers;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/**
 * The equations that are compared, for one field u. {@code bench/peers/peers/equations.py} states
 * the same ones for the peers.
 */
enum Equation {
  /** No derivative: one component. */
  REGRESSION("xy", "u - sin(pi*x)*cos(pi*y)"),
  /** Three components: u, u_x, u_xx. */
  POISSON1D("x", "u_xx + pi^2*sin(pi*x)"),
  /** Five components. */
  POISSON2D("xy", "u_xx + u_yy + 2*pi^2*sin(pi*x)*sin(pi*y)"),
  /** Nine components. */
  POISSON4D("wxyz", "u_ww + u_xx + u_yy + u_zz + 4*pi^2*sin(pi*w)*sin(pi*x)*sin(pi*y)*sin(pi*z)"),
  /** An Euler-Bernoulli beam, order four: seven components. */
  BEAM("xt", "u_tt + u_xxxx - (pi^4 - 4*pi^2)*sin(pi*x)*cos(2*pi*t)");

  private final String coordinates;
  private final String residual;

  Equation(String coordinates, String residual) {
    this.coordinates = coordinates;
    this.residual = residual;
  }

  /** One letter each, in the order of the network's inputs; all of them run from 0 to 1. */
  List<String> coordinates() {
    return List.of(coordinates.split(""));
  }

  /** The formula that is to vanish inside. */
  String residual() {
    return residual;
  }

  /** The name for people and files. */
  String label() {
    return name().toLowerCase(Locale.ROOT);
  }

  static Equation of(String label) {
    return Arrays.stream(values())
        .filter(e -> e.label().equals(label))
        .findFirst()
        .orElseThrow(() ->
            new IllegalArgumentException(
                "no equation is called '"
                    + label
                    + "'; there are "
                    + Arrays.stream(values()).map(Equation::label).toList()));
  }
}
