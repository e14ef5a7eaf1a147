package org.poise.training;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.poise.experiment.Experiment;
import org.poise.optimizer.Optimizer;
import org.poise.problem.Problem;

/**
 * What keeps a training from being continued under another experiment. The number of steps may
 * change from the optimiser in force on, and when to stop, to save and how many checkpoints to keep
 * may change freely.
 */
final class Differences {
  private final List<String> found = new ArrayList<>();

  private Differences() {}

  /**
   * The names of the parts that differ and may not; empty if the training can go on.
   *
   * @throws RunDirectoryException if nothing but the number of steps differs, and fewer are asked
   *     for than are taken
   */
  static List<String> between(Experiment before, Experiment after, TrainingState state) {
    Differences differences = new Differences();
    differences.problems(before.problem(), after.problem());
    differences.compare("networks", before.networks(), after.withSeed(before.seed()).networks());
    differences.compare("sampling", before.sampling(), after.sampling());
    differences.compare("weights", before.weights(), after.weights());
    differences.compare("validation", before.validation(), after.validation());
    differences.compare("ntkReport", before.ntkReport(), after.ntkReport());
    differences.compare("seed", before.seed(), after.seed());
    if (differences.found.isEmpty() && isCutShort(before.optimizers(), after.optimizers(), state)) {
      throw new RunDirectoryException(
          "the run has taken "
              + state.step()
              + " steps already, and "
              + after.steps()
              + " in all are asked for; ask for more, or start a new run in another directory");
    }
    differences.optimizers(before.optimizers(), after.optimizers(), state);
    return differences.found;
  }

  /** Whether the optimisers are the first of those before, and end earlier than the state is. */
  private static boolean isCutShort(
      List<Optimizer> before, List<Optimizer> after, TrainingState state) {
    int last = after.size() - 1;
    return last <= state.phase()
        && before.subList(0, last).equals(after.subList(0, last))
        && before.get(last).withSteps(1).equals(after.get(last).withSteps(1))
        && after.stream().mapToLong(Optimizer::steps).sum() < state.step();
  }

  private void problems(Problem before, Problem after) {
    compare("domain", before.domain(), after.domain());
    compare("subdomains", before.subdomains(), after.subdomains());
    compare("parameters", before.constants(), after.constants());
    compare("parameters", before.coefficients(), after.coefficients());
    compare("points", before.pointSets(), after.pointSets());
    compare("equations", before.equations(), after.equations());
    compare("transforms", before.transforms(), after.transforms());
    compare("outputs", before.outputs(), after.outputs());
    compare("exact", before.exact(), after.exact());
    compare("reference", before.reference(), after.reference());
  }

  private void optimizers(List<Optimizer> before, List<Optimizer> after, TrainingState state) {
    int phase = state.phase();
    boolean same =
        after.size() > phase
            && before.subList(0, phase).equals(after.subList(0, phase))
            && after.get(phase).steps() >= state.phaseStep()
            && before.get(phase).withSteps(1).equals(after.get(phase).withSteps(1));
    if (!same) {
      found.add("optimizer");
    }
  }

  private void compare(String name, @Nullable Object before, @Nullable Object after) {
    if (!Objects.equals(before, after) && !found.contains(name)) {
      found.add(name);
    }
  }
}
