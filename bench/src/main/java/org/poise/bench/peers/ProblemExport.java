package org.poise.bench.peers;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.SortedMap;
import org.poise.experiment.Experiment;
import org.poise.experiment.ProblemFile;
import org.poise.network.Embedding;
import org.poise.network.FourierFeatures;
import org.poise.network.Network;
import org.poise.network.ParameterLayout;
import org.poise.network.PeriodicEmbedding;
import org.poise.problem.Points;
import org.poise.problem.Validation;
import org.poise.residual.CompiledProblem;

/**
 * Writes what the peers need to train a problem file with one network from the same start: {@code
 * problem.json}, the first parameters, normalisation and embeddings, the first points, and the
 * points and values that errors are measured with.
 */
final class ProblemExport {
  private ProblemExport() {}

  static void write(Path file, long seed, Path directory) throws IOException {
    Experiment experiment = ProblemFile.read(file).withSeed(seed);
    if (experiment.networks().size() != 1) {
      throw new IllegalArgumentException(file + " has more than one network");
    }
    Network network = experiment.networks().getFirst();
    int d = experiment.problem().domain().dimension();
    Export export = new Export(directory);
    try (CompiledProblem compiled =
        CompiledProblem.compile(experiment.problem(), experiment.networks(), 1)) {
      ParameterLayout layout = compiled.layout();
      export.layout(layout);
      export.array("theta", compiled.initialParameters(seed), layout.size());
    }
    export.array("mean", network.normalization().mean(), d);
    export.array("deviation", network.normalization().deviation(), d);
    embeddings(network, d, export);
    Points points = experiment.sampling().draw(experiment.problem(), seed, 0);
    export.points(points, d);
    Validation validation = Validation.of(experiment.problem(), experiment.validation().grid());
    List<String> names = validation.names();
    int n = validation.count(d);
    export.array("validation-points", validation.points(), n, d);
    export.array("validation-values", validation.values(), n, names.size());
    export.finish("problem.json");
  }

  private static void embeddings(Network network, int dimension, Export export) throws IOException {
    int inputs = dimension;
    for (Embedding embedding : network.embeddings()) {
      switch (embedding) {
        case PeriodicEmbedding(SortedMap<Integer, Double> periods) -> {
          double[] all = new double[inputs];
          periods.forEach((coordinate, period) -> all[coordinate] = period);
          export.array("periods", all, inputs);
        }
        case FourierFeatures fourier ->
            export.array(
                "frequencies",
                fourier.frequencies(network.name(), inputs),
                inputs,
                fourier.features());
      }
      inputs = embedding.outputs(inputs);
    }
  }
}
