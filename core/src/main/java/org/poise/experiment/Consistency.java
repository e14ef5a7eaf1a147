package org.poise.experiment;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.poise.formula.Expr;
import org.poise.network.Activation;
import org.poise.network.Droppable;
import org.poise.network.Embedding;
import org.poise.network.Layer;
import org.poise.network.Network;
import org.poise.network.PeriodicEmbedding;
import org.poise.optimizer.Optimizer;
import org.poise.optimizer.QuasiNewton;
import org.poise.optimizer.SelfScaledBroyden;
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
    checkDrops(problem, networks, sampling, optimizers);
    checkSamplers(problem, sampling);
    checkSubdomains(problem, sampling);
    WeightsConsistency.check(problem, sampling, weights);
    if (optimizers.isEmpty()) {
      throw new ProblemException(List.of("optimizer"), "give at least one optimizer, such as adam");
    }
    if (problem.reference() != null && !validation.grid().isEmpty()) {
      throw new ProblemException(
          List.of("validation", "grid"),
          "errors are measured at the points of the reference, so a grid has no use; drop it");
    }
    checkParameters(problem, networks, optimizers);
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
    networks.forEach(network -> checkSlopes(problem, network));
    if (!given.equals(problem.fields())) {
      throw new ProblemException(
          List.of("networks"),
          "the networks give the fields "
              + given
              + "; they must give each field of the problem once and in its order, "
              + problem.fields());
    }
  }

  /** A whole inverse Hessian is for small networks. */
  private static void checkParameters(
      Problem problem, List<Network> networks, List<Optimizer> optimizers) {
    if (optimizers.stream().noneMatch(SelfScaledBroyden.class::isInstance)) {
      return;
    }
    int d = problem.domain().dimension();
    double parameters = problem.coefficients().size();
    for (Network network : networks) {
      parameters += problem.subdomains().count() * network.graph(d).parameters();
    }
    if (parameters > SelfScaledBroyden.MOST_PARAMETERS) {
      throw new ProblemException(
          List.of("optimizer"),
          String.format(
              Locale.ROOT,
              "ssbroyden keeps a number for every pair of parameters and takes at most %,d"
                  + " parameters, and there are %,.0f; take a smaller network, or lbfgs",
              SelfScaledBroyden.MOST_PARAMETERS,
              parameters));
    }
  }

  /** Blocks are dropped anew with the points, so every optimiser has to draw some. */
  private static void checkDrops(
      Problem problem, List<Network> networks, Sampling sampling, List<Optimizer> optimizers) {
    for (Network network : networks) {
      if (Droppable.of(List.of(network), problem.domain().dimension()).probabilities().isEmpty()) {
        continue;
      }
      for (Optimizer optimizer : optimizers) {
        boolean draws =
            optimizer instanceof QuasiNewton q ? q.resample() > 0 : sampling.resample() > 0;
        if (!draws) {
          throw new ProblemException(
              List.of("networks", network.name(), "residual", "drop"),
              "which blocks are dropped is drawn anew with the points, which "
                  + optimizer.label()
                  + " keeps; set "
                  + (optimizer instanceof QuasiNewton ? "its resample" : "sampling.resample")
                  + " to 1 or more, or drop to 0");
        }
      }
    }
  }

  private static void checkEmbeddings(Problem problem, Network network) {
    for (Embedding embedding : network.embeddings()) {
      if (embedding instanceof PeriodicEmbedding periodic) {
        periodic.periods().keySet().forEach(i -> refuseCut(problem, network, i));
      }
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

  /** Networks that each are periodic do not make the whole so. */
  private static void refuseCut(Problem problem, Network network, int coordinate) {
    List<List<Double>> cuts = problem.subdomains().cuts();
    if (coordinate < cuts.size() && !cuts.get(coordinate).isEmpty()) {
      String name = problem.domain().coordinates().get(coordinate);
      throw new ProblemException(
          List.of("networks", network.name(), "embedding", "periodic"),
          "subdomains cut "
              + name
              + ", so that no network is periodic over the whole of it; drop one of the two, and"
              + " ask for periodicity by equations on points 'periodic: "
              + name
              + "'");
    }
  }

  /** Every set has points for all subdomains that it meets. */
  private static void checkSubdomains(Problem problem, Sampling sampling) {
    for (PointSet set : problem.pointSets()) {
      int met = problem.subdomains().met(set.kind()).size();
      int points = set.points(sampling.sampler(), problem.domain().dimension());
      if (points < met) {
        boolean own = set.kind() instanceof PointSet.Interface;
        throw new ProblemException(
            own ? List.of("interface", "count") : List.of("points", set.name(), "count"),
            "set '"
                + set.name()
                + "' has "
                + points
                + " points and meets "
                + met
                + (own ? " pairs of subdomains" : " subdomains")
                + "; give at least one point for each");
      }
    }
  }

  private static void checkSmoothness(Problem problem, Network network) {
    for (Layer layer : network.graph(problem.domain().dimension()).layers()) {
      if (layer instanceof Layer.Elementwise elementwise) {
        checkSmoothness(problem, network, elementwise.activation());
      }
    }
  }

  private static void checkSmoothness(Problem problem, Network network, Activation activation) {
    for (Equation equation : problem.equations()) {
      for (Expr.FieldJet jet : equation.residual().fieldJets()) {
        if (network.fields().contains(jet.name())
            && jet.alpha().order() > activation.mostDerivatives()) {
          throw new ProblemException(
              List.of(
                  "networks",
                  network.name(),
                  ArchitectureReader.key(network.architecture()),
                  "activation"),
              "%s is smooth enough for derivatives of order %d, and equation '%s' has %s; use tanh"
                  .formatted(
                      activation.label(), activation.mostDerivatives(), equation.name(), jet));
        }
      }
    }
  }

  private static void checkSlopes(Problem problem, Network network) {
    if (network.slopes() != null
        && network.graph(problem.domain().dimension()).layers().stream()
            .noneMatch(Layer.Slope.class::isInstance)) {
      throw new ProblemException(
          List.of("networks", network.name(), "slopes"),
          "slopes are those of activations, and this network has none; drop them");
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
