package org.poise.bench;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/**
 * The equations that speeds are measured with, for one field u. {@code
 * bench/peers/peers/equations.py} states the same ones for the peers.
 */
public enum Equation {
  /** No derivative. */
  REGRESSION("xy", 1, "u - sin(pi*x)*cos(pi*y)"),
  /** Components u, u_x, u_xx. */
  POISSON1D("x", 3, "u_xx + pi^2*sin(pi*x)"),
  /** Two coordinates. */
  POISSON2D("xy", 5, "u_xx + u_yy + 2*pi^2*sin(pi*x)*sin(pi*y)"),
  /** Four coordinates. */
  POISSON4D(
      "wxyz", 9, "u_ww + u_xx + u_yy + u_zz + 4*pi^2*sin(pi*w)*sin(pi*x)*sin(pi*y)*sin(pi*z)"),
  /** An Euler-Bernoulli beam, order four. */
  BEAM("xt", 7, "u_tt + u_xxxx - (pi^4 - 4*pi^2)*sin(pi*x)*cos(2*pi*t)");

  private final String coordinates;
  private final int components;
  private final String residual;

  Equation(String coordinates, int components, String residual) {
    this.coordinates = coordinates;
    this.components = components;
    this.residual = residual;
  }

  /** Components of the jet where each derivative has one of its own. */
  public int components() {
    return components;
  }

  /** One letter each, in the order of the network's inputs; all of them run from 0 to 1. */
  public List<String> coordinates() {
    return List.of(coordinates.split(""));
  }

  /** The formula that is to vanish inside. */
  public String residual() {
    return residual;
  }

  /** The name for people and files. */
  public String label() {
    return name().toLowerCase(Locale.ROOT);
  }

  public static Equation of(String label) {
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
