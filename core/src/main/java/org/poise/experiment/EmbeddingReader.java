package org.poise.experiment;

import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import org.poise.network.Embedding;
import org.poise.network.FourierFeatures;
import org.poise.network.PeriodicEmbedding;
import org.poise.problem.Domain;
import org.poise.problem.Suggestion;

/** Reads the embeddings of a network. */
final class EmbeddingReader {
  private static final int FEATURES = 128;
  private static final double SCALE = 1;

  private final Domain domain;
  private final Constants constants;

  EmbeddingReader(Domain domain, Constants constants) {
    this.domain = domain;
    this.constants = constants;
  }

  List<Embedding> embeddings(Section network) {
    List<Embedding> embeddings = new ArrayList<>();
    Section section = network.section("embedding", "periodic", "fourier");
    if (section == null) {
      return embeddings;
    }
    Node periodic = section.get("periodic");
    if (periodic != null) {
      TreeMap<Integer, Double> periods = periods(periodic, section.path("periodic"));
      embeddings.add(section.checked(() -> new PeriodicEmbedding(periods)));
    }
    Section fourier = section.section("fourier", "features", "scale", "trainable");
    if (fourier != null) {
      int features = fourier.count("features", FEATURES);
      double scale = fourier.number("scale", SCALE);
      boolean trainable = fourier.flag("trainable", false);
      embeddings.add(fourier.checked(() -> new FourierFeatures(features, scale, trainable)));
    }
    return embeddings;
  }

  /** Coordinates with their periods, or their names alone, which repeat after the interval. */
  private TreeMap<Integer, Double> periods(Node node, List<String> path) {
    TreeMap<Integer, Double> periods = new TreeMap<>();
    if (node instanceof Node.Mapping) {
      Section section =
          Section.of(node, path, constants, domain.coordinates().toArray(String[]::new));
      for (String coordinate : section.keys()) {
        int i = domain.indexOf(coordinate);
        double period = section.number(coordinate, domain.interval(i).length());
        if (!(period > 0)) {
          throw section
              .need(coordinate, "2")
              .place()
              .error(section.path(coordinate), "a period must be positive, not " + period);
        }
        periods.put(i, period);
      }
    } else {
      for (Node item : Values.items(node)) {
        String coordinate = Values.text(item, path);
        int i = domain.indexOf(coordinate);
        if (i < 0) {
          throw item.place()
              .error(
                  path,
                  "unknown coordinate '"
                      + coordinate
                      + "'"
                      + Suggestion.after(coordinate, "coordinates", domain.coordinates()));
        }
        periods.put(i, domain.interval(i).length());
      }
    }
    if (periods.isEmpty()) {
      throw node.place().error(path, "give at least one coordinate, such as '{x: 2}'");
    }
    return periods;
  }
}
