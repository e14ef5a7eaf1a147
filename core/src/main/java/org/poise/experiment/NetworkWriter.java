package org.poise.experiment;

import static org.poise.experiment.ProblemWriter.map;
import static org.poise.experiment.ProblemWriter.putUnlessEmpty;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.poise.network.Architecture;
import org.poise.network.ChebyshevKan;
import org.poise.network.Embedding;
import org.poise.network.Factorization;
import org.poise.network.FourierFeatures;
import org.poise.network.Mlp;
import org.poise.network.ModifiedMlp;
import org.poise.network.Network;
import org.poise.network.Normalization;
import org.poise.network.PeriodicEmbedding;
import org.poise.network.PirateNet;
import org.poise.network.ResidualNetwork;
import org.poise.network.Slopes;
import org.poise.problem.Domain;

/** Writes a network as maps, lists and values, see {@link ProblemWriter}. */
final class NetworkWriter {
  private NetworkWriter() {}

  static Map<String, Object> write(Network network, Domain domain) {
    Map<String, Object> map = map("fields", network.fields());
    putArchitecture(map, network.architecture());
    putUnlessEmpty(map, "embedding", embeddings(network, domain));
    Factorization factorization = network.factorization();
    if (factorization != null) {
      map.put(
          "factorization",
          map("mean", factorization.mean(), "deviation", factorization.deviation()));
    }
    Slopes slopes = network.slopes();
    if (slopes != null) {
      map.put("slopes", map("per", slopes.sharing().label(), "scale", slopes.scale()));
    }
    map.put("initializer", network.initializer().label());
    map.put("normalize", normalize(network.normalization(), domain));
    return map;
  }

  private static void putArchitecture(Map<String, Object> network, Architecture architecture) {
    switch (architecture) {
      case Mlp mlp -> {
        Map<String, Object> layers = widths(mlp.widths());
        layers.put("activation", mlp.activation().label());
        network.put("mlp", layers);
      }
      case ModifiedMlp m ->
          network.put(
              "modified-mlp",
              map("layers", m.layers(), "width", m.width(), "activation", m.activation().label()));
      case ResidualNetwork r -> {
        Map<String, Object> blocks =
            map("blocks", r.blocks(), "width", r.width(), "activation", r.activation().label());
        blocks.put("scale", oneOrEach(r.scales()));
        blocks.put("drop", oneOrEach(r.drops()));
        network.put("residual", blocks);
      }
      case PirateNet p ->
          network.put(
              "piratenet",
              map("blocks", p.blocks(), "width", p.width(), "activation", p.activation().label()));
      case ChebyshevKan kan -> {
        Map<String, Object> layers = widths(kan.widths());
        layers.put("degree", kan.degree());
        network.put("chebyshev-kan", layers);
      }
    }
  }

  private static Map<String, Object> widths(List<Integer> widths) {
    boolean uniform = widths.stream().distinct().count() == 1;
    return uniform
        ? map("layers", widths.size(), "width", widths.getFirst())
        : map("widths", widths);
  }

  private static Object oneOrEach(List<Double> values) {
    return values.stream().distinct().count() == 1 ? values.getFirst() : values;
  }

  private static Map<String, Object> embeddings(Network network, Domain domain) {
    Map<String, Object> map = new LinkedHashMap<>();
    for (Embedding embedding : network.embeddings()) {
      switch (embedding) {
        case PeriodicEmbedding periodic -> {
          Map<String, Object> periods = new LinkedHashMap<>();
          periodic
              .periods()
              .forEach((i, period) -> periods.put(domain.coordinates().get(i), period));
          map.put("periodic", periods);
        }
        case FourierFeatures f ->
            map.put(
                "fourier",
                map("features", f.features(), "scale", f.scale(), "trainable", f.trainable()));
      }
    }
    return map;
  }

  private static Object normalize(Normalization normalization, Domain domain) {
    if (normalization.equals(domain.uniform())) {
      return true;
    }
    if (normalization.equals(Normalization.none(domain.dimension()))) {
      return false;
    }
    Map<String, Object> map = new LinkedHashMap<>();
    for (int i = 0; i < domain.dimension(); i++) {
      map.put(
          domain.coordinates().get(i),
          List.of(normalization.mean()[i], normalization.deviation()[i]));
    }
    return map;
  }
}
