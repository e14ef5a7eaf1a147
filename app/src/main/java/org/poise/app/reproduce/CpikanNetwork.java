package org.poise.app.reproduce;

import java.util.Locale;

/** The two kinds of networks that are compared, of like size: 528 and 457 parameters. */
enum CpikanNetwork {
  /** Chebyshev layers of degree 5: the published 8 × 8. */
  CPIKAN("cPIKAN", "chebyshev-kan: {widths: [%1$d, %1$d], degree: 5}", 8, 12, 17),

  /** The published tanh network beside it. */
  MLP("MLP", "mlp: {widths: [%1$d, %1$d]}", 19, 28, 40);

  private final String words;
  private final String architecture;
  private final int published;
  private final int twice;
  private final int fourfold;

  CpikanNetwork(String words, String architecture, int published, int twice, int fourfold) {
    this.words = words;
    this.architecture = architecture;
    this.published = published;
    this.twice = twice;
    this.fourfold = fourfold;
  }

  /** Its name for people. */
  String words() {
    return words;
  }

  /** Its name in labels of runs. */
  String label() {
    return name().toLowerCase(Locale.ROOT);
  }

  /**
   * Its architecture in a problem file.
   *
   * @param size about how many times the published number of parameters it has: 1, 2 or 4
   */
  String architecture(int size) {
    int width =
        switch (size) {
          case 1 -> published;
          case 2 -> twice;
          case 4 -> fourfold;
          default ->
              throw new IllegalArgumentException("no network of " + size + " times the size");
        };
    return String.format(Locale.ROOT, architecture, width);
  }
}
