package org.poise.ntk.internal;

import java.util.ArrayList;
import java.util.List;
import org.hipparchus.analysis.differentiation.DSFactory;
import org.hipparchus.analysis.differentiation.DerivativeStructure;
import org.poise.network.Embedding;
import org.poise.network.FourierFeatures;
import org.poise.network.Network;
import org.poise.network.PeriodicEmbedding;

/** Jets of what enters a network's first layer: normalised coordinates and embeddings. */
final class InputJets {
  private final Network network;
  private final double[][] frequencies;

  InputJets(Network network, int dimension) {
    this.network = network;
    frequencies = new double[network.embeddings().size()][];
    int inputs = dimension;
    for (int e = 0; e < frequencies.length; e++) {
      Embedding embedding = network.embeddings().get(e);
      frequencies[e] =
          switch (embedding) {
            case FourierFeatures fourier -> fourier.frequencies(network.name(), inputs);
            case PeriodicEmbedding _ -> new double[0];
          };
      inputs = embedding.outputs(inputs);
    }
  }

  /** The jets at the point that starts at {@code at}. */
  List<DerivativeStructure> at(DSFactory factory, double[] points, int at) {
    int d = network.normalization().mean().length;
    List<DerivativeStructure> plain = new ArrayList<>();
    List<DerivativeStructure> inputs = new ArrayList<>();
    for (int i = 0; i < d; i++) {
      DerivativeStructure x = factory.variable(i, points[at + i]);
      double mean = network.normalization().mean()[i];
      plain.add(x);
      inputs.add(x.subtract(mean).divide(network.normalization().deviation()[i]));
    }
    for (int e = 0; e < frequencies.length; e++) {
      inputs =
          switch (network.embeddings().get(e)) {
            case PeriodicEmbedding periodic -> periodic(periodic, plain, inputs);
            case FourierFeatures fourier -> fourier(fourier.features(), frequencies[e], inputs);
          };
    }
    return inputs;
  }

  private static List<DerivativeStructure> periodic(
      PeriodicEmbedding embedding,
      List<DerivativeStructure> plain,
      List<DerivativeStructure> normalized) {
    List<DerivativeStructure> out = new ArrayList<>();
    for (int i = 0; i < plain.size(); i++) {
      Double period = embedding.periods().get(i);
      if (period == null) {
        out.add(normalized.get(i));
      } else {
        DerivativeStructure angle = plain.get(i).multiply(2 * Math.PI / period);
        out.add(angle.cos());
        out.add(angle.sin());
      }
    }
    return out;
  }

  private static List<DerivativeStructure> fourier(
      int features, double[] frequencies, List<DerivativeStructure> x) {
    List<DerivativeStructure> cosines = new ArrayList<>();
    List<DerivativeStructure> sines = new ArrayList<>();
    for (int k = 0; k < features; k++) {
      DerivativeStructure z = x.getFirst().multiply(frequencies[k]);
      for (int i = 1; i < x.size(); i++) {
        z = z.add(x.get(i).multiply(frequencies[i * features + k]));
      }
      cosines.add(z.cos());
      sines.add(z.sin());
    }
    cosines.addAll(sines);
    return cosines;
  }
}
