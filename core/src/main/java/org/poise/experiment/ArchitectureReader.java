package org.poise.experiment;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.poise.network.Activation;
import org.poise.network.Architecture;
import org.poise.network.ChebyshevKan;
import org.poise.network.Mlp;
import org.poise.network.ModifiedMlp;
import org.poise.network.PirateNet;
import org.poise.network.ResidualNetwork;

/** Reads the architecture of a network: one of several keys, or the standard one. */
final class ArchitectureReader {
  /** The keys of architectures in a network. */
  static final List<String> KEYS =
      List.of("mlp", "modified-mlp", "residual", "piratenet", "chebyshev-kan");

  private static final Mlp STANDARD = ExperimentBuilder.ARCHITECTURE;
  private static final int LAYERS = STANDARD.widths().size();
  private static final int BLOCKS = 2;
  private static final int WIDTH = STANDARD.widths().getFirst();

  /** Smaller than an MLP, since each number that enters a layer becomes several. */
  private static final ChebyshevKan KAN = ChebyshevKan.of(2, 8, 5);

  private ArchitectureReader() {}

  /** The key of an architecture. */
  static String key(Architecture architecture) {
    return switch (architecture) {
      case Mlp _ -> "mlp";
      case ModifiedMlp _ -> "modified-mlp";
      case ResidualNetwork _ -> "residual";
      case PirateNet _ -> "piratenet";
      case ChebyshevKan _ -> "chebyshev-kan";
    };
  }

  static Architecture architecture(Section network) {
    refuseSeveral(network);
    Section mlp = network.section("mlp", "layers", "width", "widths", "activation");
    if (mlp != null) {
      return mlp(mlp);
    }
    Section modified = network.section("modified-mlp", "layers", "width", "activation");
    if (modified != null) {
      int layers = modified.count("layers", LAYERS);
      int width = modified.count("width", WIDTH);
      Activation activation = activation(modified);
      return modified.checked(() -> new ModifiedMlp(layers, width, activation));
    }
    Section residual =
        network.section("residual", "blocks", "width", "activation", "scale", "drop");
    if (residual != null) {
      return residual(residual);
    }
    Section pirate = network.section("piratenet", "blocks", "width", "activation");
    if (pirate != null) {
      int blocks = pirate.count("blocks", BLOCKS);
      int width = pirate.count("width", WIDTH);
      Activation activation = activation(pirate);
      return pirate.checked(() -> new PirateNet(blocks, width, activation));
    }
    Section kan = network.section("chebyshev-kan", "layers", "width", "widths", "degree");
    if (kan != null) {
      return kan(kan);
    }
    return STANDARD;
  }

  private static void refuseSeveral(Section network) {
    List<String> given = new ArrayList<>(KEYS);
    given.removeIf(key -> !network.has(key));
    if (given.size() > 1) {
      String first = given.getFirst();
      throw network.error(
          "give one of "
              + String.join(", ", given)
              + "; where a file has "
              + first
              + ", --set "
              + String.join(".", network.path(first))
              + "=null drops it");
    }
  }

  private static Activation activation(Section section) {
    return section.label("activation", STANDARD.activation(), Activation::of);
  }

  private static ResidualNetwork residual(Section section) {
    int blocks = section.count("blocks", LAYERS);
    int width = section.count("width", WIDTH);
    Activation activation = activation(section);
    List<Double> scales = section.numbers("scale", 1);
    List<Double> drops = section.numbers("drop", 0);
    return section.checked(() -> ResidualNetwork.of(blocks, width, activation, scales, drops));
  }

  private static Mlp mlp(Section mlp) {
    Activation activation = activation(mlp);
    List<Integer> widths = widths(mlp);
    if (widths != null) {
      return mlp.checked(() -> new Mlp(widths, activation));
    }
    int layers = mlp.count("layers", LAYERS);
    int width = mlp.count("width", WIDTH);
    return mlp.checked(() -> Mlp.of(layers, width, activation));
  }

  private static ChebyshevKan kan(Section kan) {
    int degree = kan.count("degree", KAN.degree());
    List<Integer> widths = widths(kan);
    if (widths != null) {
      return kan.checked(() -> new ChebyshevKan(widths, degree));
    }
    int layers = kan.count("layers", KAN.widths().size());
    int width = kan.count("width", KAN.widths().getFirst());
    return kan.checked(() -> ChebyshevKan.of(layers, width, degree));
  }

  /** A list of widths, in place of a number of layers of one width; null where there is none. */
  private static @Nullable List<Integer> widths(Section section) {
    Node widths = section.get("widths");
    if (widths == null) {
      return null;
    }
    if (section.has("layers") || section.has("width")) {
      throw section.error("give either 'widths', or 'layers' and 'width'");
    }
    return Values.counts(widths, section.path("widths"));
  }
}
