package org.poise.experiment;

import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.poise.network.Network;
import org.poise.ntk.TraceEstimator;
import org.poise.problem.Problem;
import org.poise.problem.ProblemException;
import org.poise.weighting.LossWeighting;

/**
 * Problem files: an {@link Experiment} as YAML. The format is described in {@code
 * docs/problem-files.md}.
 */
public final class ProblemFile {
  private static final String WEIGHTS = "weights";
  private static final String ESTIMATOR = "estimator";
  private static final String[] KEYS = {
    "title",
    "cite",
    "domain",
    "subdomains",
    "interface",
    "parameters",
    "points",
    "equations",
    "exact",
    "reference",
    "transforms",
    "outputs",
    "networks",
    "sampling",
    WEIGHTS,
    "optimizer",
    "stop",
    "checkpoint",
    "validation",
    "ntkReport",
    "seed"
  };

  private ProblemFile() {}

  /** Reads a problem file as it stands. */
  public static Experiment read(Path file) {
    return read(file, List.of());
  }

  /**
   * Reads a problem file with some of its keys overridden. Nothing is written.
   *
   * @param overrides such as {@code networks.main.mlp.width=64}; the value is YAML; the last of
   *     several wins
   * @throws ProblemFileException if the file cannot be read or anything in it is wrong
   */
  public static Experiment read(Path file, List<String> overrides) {
    String text = SourceFile.text(file);
    return read(file.toString(), text, file.toAbsolutePath().getParent(), overrides);
  }

  /**
   * Reads a problem file from its text.
   *
   * @param name what messages call it
   * @param directory what the reference's path is relative to; null for the current one
   */
  static Experiment read(
      String name, String text, @Nullable Path directory, List<String> overrides) {
    Place start = new Place(new Place.Source(name, text, true), 0);
    Node tree = YamlTree.read(start.source());
    if (tree == null || Node.isNull(tree)) {
      throw new ProblemFileException(
          name + ": the file is empty; a problem file starts with a title, such as 'title: Wave'");
    }
    if (!(tree instanceof Node.Mapping mapping)) {
      throw tree.place()
          .error(
              List.of(),
              "a problem file holds keys with values, such as 'title: Wave', not " + tree.what());
    }
    Overrides.apply(mapping, overrides);
    try {
      return experiment(mapping, directory);
    } catch (ProblemException e) {
      throw Locator.error(mapping, e);
    }
  }

  /**
   * The same experiment with the weights of a text.
   *
   * @param name what messages call the text
   * @param text what the key {@code weights} takes, such as {@code ntk: {every: 1}}
   * @throws ProblemFileException if anything in the text is wrong
   */
  public static Experiment withWeights(Experiment experiment, String name, String text) {
    Node.Mapping tree = alone(WEIGHTS, name, text, "weights, such as ntk");
    Constants constants = Constants.of(experiment.problem());
    Section root = Section.of(tree, List.of(), constants, WEIGHTS);
    try {
      return experiment.withWeights(
          new TrainingReader(root, constants).weights(experiment.problem().domain().coordinates()));
    } catch (ProblemException e) {
      throw Locator.error(tree, e);
    }
  }

  /**
   * The trace estimator of a text.
   *
   * @param experiment whose constants the text may name
   * @param name what messages call the text
   * @param text what the key {@code estimator} of NTK weights takes, such as {@code sketch:
   *     {probes: 10}}
   * @throws ProblemFileException if anything in the text is wrong
   */
  public static TraceEstimator estimator(Experiment experiment, String name, String text) {
    Node.Mapping tree = alone(ESTIMATOR, name, text, "a trace estimator, such as sketch");
    Constants constants = Constants.of(experiment.problem());
    Section root = Section.of(tree, List.of(), constants, ESTIMATOR);
    return new WeightsReader(constants, "")
        .estimator(root.need(ESTIMATOR, "a trace estimator"), root.path(ESTIMATOR));
  }

  /** A tree of one key, whose value is a text. */
  private static Node.Mapping alone(String key, String name, String text, String what) {
    Place place = new Place(new Place.Source(name, text, false), 0);
    Node value = YamlTree.read(place.source());
    if (value == null || Node.isNull(value)) {
      throw place.error(List.of(), "there is nothing; give " + what);
    }
    Node.Mapping tree = Node.Mapping.empty(place);
    tree.entries().put(key, new Node.Entry(place, value));
    return tree;
  }

  private static Experiment experiment(Node.Mapping tree, @Nullable Path directory) {
    Constants constants = new Constants();
    Section root = Section.of(tree, List.of(), constants, KEYS);
    NetworkReader networks = new NetworkReader(root, constants);
    Problem problem = new ProblemReader(root, constants, directory).read(networks.fields());
    List<Network> all = networks.networks(problem.domain());
    TrainingReader training = new TrainingReader(root, constants);
    return new Experiment(
        problem,
        all,
        training.sampling(),
        training.weights(problem.domain().coordinates()),
        training.optimizers(),
        training.stop(),
        training.checkpoint(),
        training.validation(),
        training.ntkReport(),
        training.seed());
  }

  /**
   * The experiment with all defaults written out, as YAML that reads back to an equal experiment. A
   * reference is named by the absolute path that it was read from.
   *
   * @throws IllegalArgumentException if a part has no form in YAML, such as a user's own optimiser
   */
  public static String write(Experiment experiment) {
    Path file =
        experiment.problem().reference() == null ? null : experiment.problem().reference().file();
    return write(experiment, file == null ? "reference.csv" : file.toString());
  }

  /**
   * The same with another name for the file of the reference, where there is one.
   *
   * @param reference the path to write, relative to where the text will lie
   */
  public static String write(Experiment experiment, String reference) {
    return new ProblemWriter(experiment).write(reference);
  }

  /**
   * Weights with all defaults written out, in one line that reads back by {@link #withWeights}.
   *
   * @throws IllegalArgumentException if they have no form in YAML
   */
  public static String write(LossWeighting weights) {
    return YamlText.flow(WeightsWriter.write(weights));
  }

  /**
   * A trace estimator with all defaults written out, in one line that reads back by {@link
   * #estimator}.
   *
   * @throws IllegalArgumentException if it has no form in YAML
   */
  public static String write(TraceEstimator estimator) {
    return YamlText.flow(WeightsWriter.estimator(estimator));
  }
}
