package org.poise.app.reproduce;

import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The trainings on the four equations.
 *
 * @param all what was trained, in order
 */
record CpikanRuns(Map<Case, SeededRuns> all) {

  /** A training: an equation, a network and an optimiser. */
  record Case(CpikanProblem problem, CpikanNetwork network, CpikanOptimizer optimizer) {
    String label() {
      return problem.label() + "/" + network.label() + "/" + optimizer.label();
    }

    /** The network and the optimiser in words. */
    String words() {
      return network.words() + ", " + optimizer.words();
    }
  }

  static CpikanRuns train(StudyContext context) throws IOException {
    Map<Case, SeededRuns> all = new LinkedHashMap<>();
    for (CpikanProblem problem : CpikanProblem.values()) {
      all.putAll(train(context, problem));
    }
    return new CpikanRuns(all);
  }

  private static Map<Case, SeededRuns> train(StudyContext context, CpikanProblem problem)
      throws IOException {
    CpikanSize size = CpikanSize.of(context);
    List<Case> cases = new ArrayList<>();
    for (CpikanNetwork network : CpikanNetwork.values()) {
      size.optimizers(problem).forEach(each -> cases.add(new Case(problem, network, each)));
    }
    Map<String, Setup> setups = new LinkedHashMap<>();
    for (Case each : cases) {
      Setup setup = size.of(problem.with(each.network()), each.optimizer());
      SeededRuns.add(setups, each.label(), setup, size.seeds());
    }
    TrainedRuns trained = context.train("Training " + problem.label(), setups);
    Map<Case, SeededRuns> runs = new LinkedHashMap<>();
    for (Case each : cases) {
      runs.put(each, SeededRuns.of(trained, each.label(), size.seeds()));
    }
    return runs;
  }

  /** What was trained of an equation. */
  Map<Case, SeededRuns> of(CpikanProblem problem) {
    Map<Case, SeededRuns> some = new LinkedHashMap<>();
    all.forEach((of, runs) -> {
      if (of.problem() == problem) {
        some.put(of, runs);
      }
    });
    return some;
  }

  /** The runs of Adam, then L-BFGS. */
  SeededRuns both(CpikanProblem problem, CpikanNetwork network) {
    SeededRuns runs = all.get(new Case(problem, network, CpikanOptimizer.BOTH));
    if (runs == null) {
      throw new IllegalStateException("not trained: " + problem + " with " + network);
    }
    return runs;
  }
}
