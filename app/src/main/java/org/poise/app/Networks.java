package org.poise.app;

import java.util.List;
import java.util.StringJoiner;
import org.poise.app.console.Quantity;
import org.poise.experiment.Experiment;
import org.poise.network.Architecture;
import org.poise.network.ChebyshevKan;
import org.poise.network.Embedding;
import org.poise.network.Factorization;
import org.poise.network.FourierFeatures;
import org.poise.network.Mlp;
import org.poise.network.ModifiedMlp;
import org.poise.network.Network;
import org.poise.network.PeriodicEmbedding;
import org.poise.network.PirateNet;
import org.poise.network.ResidualNetwork;
import org.poise.network.Slopes;
import org.poise.problem.Problem;

/** Networks in words. */
final class Networks {
  private Networks() {}

  /** The networks of an experiment in one line. */
  static String text(Experiment experiment) {
    StringJoiner all = new StringJoiner("; ");
    for (Network network : experiment.networks()) {
      String fields = String.join(", ", network.fields());
      StringJoiner parts = new StringJoiner(", ");
      parts.add(network.name() + " gives " + fields);
      network.embeddings().forEach(e -> parts.add(embedding(e, experiment.problem())));
      parts.add(architecture(network.architecture()));
      Factorization factorization = network.factorization();
      if (factorization != null) {
        parts.add(
            "weights factored with mean "
                + Quantity.few(factorization.mean())
                + " and deviation "
                + Quantity.few(factorization.deviation()));
      }
      Slopes slopes = network.slopes();
      if (slopes != null) {
        parts.add(
            "a slope for each "
                + slopes.sharing().label()
                + " with scale "
                + Quantity.few(slopes.scale()));
      }
      all.add(parts.toString());
    }
    return all.toString();
  }

  private static String embedding(Embedding embedding, Problem problem) {
    return switch (embedding) {
      case PeriodicEmbedding periodic -> {
        StringJoiner all = new StringJoiner(", ", "periodic in ", "");
        periodic
            .periods()
            .forEach((i, period) ->
                all.add(
                    problem.domain().coordinates().get(i)
                        + " with period "
                        + Quantity.few(period)));
        yield all.toString();
      }
      case FourierFeatures fourier ->
          fourier.features()
              + (fourier.trainable() ? " trainable" : "")
              + " Fourier features of scale "
              + Quantity.few(fourier.scale());
    };
  }

  private static String architecture(Architecture architecture) {
    return switch (architecture) {
      case Mlp mlp -> "hidden layers of " + list(mlp.widths()) + ", " + mlp.activation().label();
      case ModifiedMlp m ->
          m.layers() + " gated hidden layers of " + m.width() + ", " + m.activation().label();
      case ResidualNetwork r ->
          r.blocks()
              + " residual blocks of "
              + r.width()
              + ", "
              + r.activation().label()
              + ", scale "
              + numbers(r.scales())
              + ", dropped with probability "
              + numbers(r.drops());
      case PirateNet p ->
          p.blocks() + " PirateNet blocks of " + p.width() + ", " + p.activation().label();
      case ChebyshevKan kan ->
          "hidden layers of "
              + list(kan.widths())
              + ", Chebyshev polynomials to degree "
              + kan.degree();
    };
  }

  private static String list(List<Integer> widths) {
    return String.join(", ", widths.stream().map(String::valueOf).toList());
  }

  private static String numbers(List<Double> values) {
    return String.join(
        ", ",
        (values.stream().distinct().count() == 1 ? values.subList(0, 1) : values)
            .stream().map(Quantity::few).toList());
  }
}
