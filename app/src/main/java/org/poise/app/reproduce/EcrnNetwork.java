package org.poise.app.reproduce;

import java.util.ArrayList;
import java.util.List;

/** A network of the study of residual blocks: its blocks, or the plain network beside them. */
sealed interface EcrnNetwork {
  /** The blocks, or hidden layers, of networks that are trained. */
  int DEPTH = 4;

  /** The width of networks that do not differ in it. */
  int WIDTH = 64;

  /** The name in directories. */
  String label();

  /** The name in tables and charts. */
  String words();

  /**
   * What {@code --set} takes to have it in a problem of the study.
   *
   * @param width of its blocks or layers
   */
  List<String> settings(int width);

  /** An architecture on as many Fourier features, cosines and sines, as its layers are wide. */
  private static List<String> with(int width, String... architecture) {
    List<String> settings = new ArrayList<>(List.of(architecture));
    settings.add("networks.main.embedding.fourier.features=" + width / 2);
    return settings;
  }

  /**
   * Residual blocks.
   *
   * @param blocks how many
   * @param scale α of each, as in a problem file
   * @param drop p of each, as in a problem file
   */
  record Blocks(int blocks, String scale, String drop) implements EcrnNetwork {
    @Override
    public String label() {
      return ("scale-" + scale + "-drop-" + drop).replace('.', '-');
    }

    @Override
    public String words() {
      return "α = " + scale + ", p = " + drop;
    }

    @Override
    public List<String> settings(int width) {
      return with(
          width,
          String.format(
              "networks.main.residual={blocks: %d, width: %d, activation: gelu, scale: %s, drop: %s}",
              blocks, width, scale, drop));
    }
  }

  /**
   * A plain network: the same layers, one after the other.
   *
   * @param layers how many hidden ones
   */
  record Plain(int layers) implements EcrnNetwork {
    @Override
    public String label() {
      return "mlp";
    }

    @Override
    public String words() {
      return "MLP";
    }

    @Override
    public List<String> settings(int width) {
      return with(
          width,
          "networks.main.residual=null",
          String.format(
              "networks.main.mlp={layers: %d, width: %d, activation: gelu}", layers, width));
    }
  }
}
