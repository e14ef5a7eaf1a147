package org.poise.experiment;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.poise.network.Factorization;
import org.poise.network.Initializer;
import org.poise.network.Network;
import org.poise.network.Normalization;
import org.poise.network.Slopes;
import org.poise.problem.Domain;
import org.poise.problem.Suggestion;

/** Reads the networks of a problem file. */
final class NetworkReader {
  private static final String[] KEYS =
      Stream.of(
              List.of("fields"),
              ArchitectureReader.KEYS,
              List.of("embedding", "factorization", "slopes", "initializer", "normalize"))
          .flatMap(List::stream)
          .toArray(String[]::new);

  private final Map<String, Section> sections = new LinkedHashMap<>();
  private final Constants constants;

  NetworkReader(Section root, Constants constants) {
    this.constants = constants;
    String example = "'main: {fields: [u]}'";
    Node node = root.need("networks", "'networks: {main: {fields: [u]}}'");
    Section networks = Section.named(node, root.path("networks"), constants);
    for (String name : networks.keys()) {
      Node network = networks.need(name, example);
      refuseMistaken(networks, name, network);
      sections.put(name, Section.of(network, networks.path(name), constants, KEYS));
    }
    if (sections.isEmpty()) {
      throw networks.error("give at least one network, such as " + example);
    }
  }

  /** Refuses a network without fields that an override names: it must mean one of the file's. */
  private void refuseMistaken(Section networks, String name, Node network) {
    if (!network.place().source().isFile()
        && network instanceof Node.Mapping mapping
        && !mapping.entries().containsKey("fields")
        && !sections.isEmpty()) {
      throw network
          .place()
          .error(
              networks.path(),
              "no network is called '"
                  + name
                  + "'"
                  + Suggestion.after(name, "networks", sections.keySet()));
    }
  }

  /** The fields of all networks. */
  List<String> fields() {
    List<String> fields = new ArrayList<>();
    sections.values().forEach(section -> fields.addAll(fields(section)));
    return fields;
  }

  private static List<String> fields(Section network) {
    List<String> fields =
        Values.texts(network.need("fields", "'fields: [u]'"), network.path("fields"));
    if (fields.isEmpty()) {
      throw network.error("the list of fields is empty; give at least one");
    }
    return fields;
  }

  List<Network> networks(Domain domain) {
    List<Network> networks = new ArrayList<>();
    sections.forEach((name, section) ->
        networks.add(
            new Network(
                name,
                fields(section),
                ArchitectureReader.architecture(section),
                section.label("initializer", Initializer.GLOROT_NORMAL, Initializer::of),
                normalization(section, domain),
                new EmbeddingReader(domain, constants).embeddings(section),
                factorization(section),
                slopes(section))));
    return networks;
  }

  private static @Nullable Factorization factorization(Section network) {
    Section section = network.section("factorization", "mean", "deviation");
    if (section == null) {
      return null;
    }
    Factorization standard = Factorization.standard();
    double mean = section.number("mean", standard.mean());
    double deviation = section.number("deviation", standard.deviation());
    return section.checked(() -> new Factorization(mean, deviation));
  }

  /** What has a slope of its own alone, or with the scale. */
  private @Nullable Slopes slopes(Section network) {
    Node node = network.get("slopes");
    if (node == null) {
      return null;
    }
    if (!(node instanceof Node.Mapping)) {
      return Slopes.per(network.label("slopes", Slopes.Sharing.LAYER, Slopes.Sharing::of));
    }
    Section section = Section.of(node, network.path("slopes"), constants, "per", "scale");
    Slopes standard = Slopes.per(section.label("per", Slopes.Sharing.LAYER, Slopes.Sharing::of));
    double scale = section.number("scale", standard.scale());
    return section.checked(() -> new Slopes(standard.sharing(), scale));
  }

  private Normalization normalization(Section network, Domain domain) {
    Node node = network.get("normalize");
    List<String> path = network.path("normalize");
    if (node == null) {
      return domain.uniform();
    }
    if (!(node instanceof Node.Mapping)) {
      return Values.flag(node, path) ? domain.uniform() : Normalization.none(domain.dimension());
    }
    Section section =
        Section.of(node, path, constants, domain.coordinates().toArray(String[]::new));
    double[] mean = new double[domain.dimension()];
    double[] deviation = new double[domain.dimension()];
    for (int i = 0; i < mean.length; i++) {
      String coordinate = domain.coordinates().get(i);
      Node pair = section.need(coordinate, "'[0.5, 0.3]', its mean and deviation");
      double[] both =
          Values.pair(pair, section.path(coordinate), constants, "the mean and the deviation");
      mean[i] = both[0];
      deviation[i] = both[1];
    }
    return section.checked(() -> new Normalization(mean, deviation));
  }
}
