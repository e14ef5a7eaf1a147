package org.poise.experiment;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.poise.formula.Expr;
import org.poise.network.Activation;
import org.poise.network.Embedding;
import org.poise.network.Mlp;
import org.poise.network.Network;
import org.poise.network.PeriodicEmbedding;
import org.poise.optimizer.Optimizer;
import org.poise.problem.Equation;
import org.poise.problem.Names;
import org.poise.problem.PointSet;
import org.poise.problem.Problem;
import org.poise.problem.ProblemException;
import org.poise.problem.Sampler;
import org.poise.problem.Sampling;
import org.poise.problem.Suggestion;
import org.poise.problem.Validation;
import org.poise.weighting.LossWeighting;

/** Checks that the parts of an experiment fit together. */
final class Consistency {
  private Consistency() {}

  static void check(
      Problem problem,
      List<Network> networks,
      Sampling sampling,
      LossWeighting weights,
      List<Optimizer> optimizers,
      ValidationPolicy validation) {
    checkNetworks(problem, networks);
    checkSamplers(problem, sampling);
    WeightsConsistency.check(problem, sampling, weights);
    if (optimizers.isEmpty()) {
      throw new ProblemException(List.of("optimizer"), "give at least one optimizer, such as adam");
    }
    if (problem.reference() != null && !validation.grid().isEmpty()) {
      throw new ProblemException(
          List.of("validation", "grid"),
          "errors are measured at the points of the reference, so a grid has no use; drop it");
    }
    Validation.of(problem, validation.grid());
  }

  private static void checkNetworks(Problem problem, List<Network> networks) {
    List<String> given = new ArrayList<>();
    Set<String> names = new LinkedHashSet<>();
    int d = problem.domain().dimension();
    for (Network network : networks) {
      List<String> path = List.of("networks", network.name());
      Names.label(network.name(), "network", path);
      if (!names.add(network.name())) {
        throw new ProblemException(path, "two networks have this name; give each its own");
      }
      for (String field : network.fields()) {
        if (!problem.fields().contains(field)) {
          throw new ProblemException(
              List.of("networks", network.name(), "fields"),
              "the problem has no field '"
                  + field
                  + "'"
                  + Suggestion.after(field, "fields", problem.fields()));
        }
        given.add(field);
      }
      if (network.normalization().mean().length != d) {
        throw new ProblemException(
            List.of("networks", network.name(), "normalize"),
            "give a mean and a deviation for each of the " + d + " coordinates");
      }
    }
    networks.forEach(network -> checkEmbeddings(problem, network));
    networks.forEach(network -> checkSmoothness(problem, network));
    if (!given.equals(problem.fields())) {
      throw new ProblemException(
          List.of("networks"),
          "the networks give the fields "
              + given
              + "; they must give each field of the problem once and in its order, "
              + problem.fields());
    }
  }

  private static void checkEmbeddings(Problem problem, Network network) {
    for (Embedding embedding : network.embeddings()) {
      if (embedding instanceof PeriodicEmbedding periodic
          && periodic.periods().lastKey() >= problem.domain().dimension()) {
        throw new ProblemException(
            List.of("networks", network.name(), "embedding", "periodic"),
            "there is no coordinate "
                + periodic.periods().lastKey()
                + "; the domain has "
                + problem.domain().dimension()
                + ", counted from 0");
      }
    }
  }

  private static void checkSmoothness(Problem problem, Network network) {
    Activation activation =
        switch (network.architecture()) {
          case Mlp mlp -> mlp.activation();
        };
    for (Equation equation : problem.equations()) {
      for (Expr.FieldJet jet : equation.residual().fieldJets()) {
        if (network.fields().contains(jet.name())
            && jet.alpha().order() > activation.mostDerivatives()) {
          throw new ProblemException(
              List.of("networks", network.name(), "mlp", "activation"),
              "%s is smooth enough for derivatives of order %d, and equation '%s' has %s; use tanh"
                  .formatted(
                      activation.label(), activation.mostDerivatives(), equation.name(), jet));
        }
      }
    }
  }

  private static void checkSamplers(Problem problem, Sampling sampling) {
    for (PointSet set : problem.pointSets()) {
      Sampler own = set.sampler();
      Sampler sampler = own == null ? sampling.sampler() : own;
      int free = set.free(problem.domain().dimension()).length;
      if (free > sampler.limit()) {
        throw new ProblemException(
            own == null ? List.of("sampling", "sampler") : List.of("points", set.name(), "sampler"),
            sampler.label()
                + " serves up to "
                + sampler.limit()
                + " coordinates and point set '"
                + set.name()
                + "' has "
                + free
                + " free ones; use uniform or latin-hypercube");
      }
    }
  }
}
