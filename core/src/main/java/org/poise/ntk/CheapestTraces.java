package org.poise.ntk;

import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.poise.residual.SweepCosts;

/**
 * {@code auto}: the cheaper of the exact traces and a forward-difference sketch that meets a
 * target, by operations counted from the shapes ({@link SweepCosts}), so that the choice is the
 * same on any machine. Exact traces win at once where they cost less than one probe; otherwise a
 * pilot tells how many probes the target takes.
 *
 * @param target relative standard error that every block's trace may have, between 0 and 1
 */
public record CheapestTraces(double target) implements TraceEstimator {

  /** Checks the range. */
  public CheapestTraces {
    Probes.auto(target);
  }

  @Override
  public String label() {
    return "auto";
  }

  @Override
  public TraceEstimation start(long seed) {
    return new Estimation(target, seed);
  }

  private static final class Estimation implements TraceEstimation {
    private static final String CHOICE = "auto.probes";

    private final double target;
    private final long seed;
    private @Nullable TraceEstimation chosen;
    private int probes;

    Estimation(double target, long seed) {
      this.target = target;
      this.seed = seed;
    }

    @Override
    public boolean wantsRowNorms() {
      return chosen != null && chosen.wantsRowNorms();
    }

    @Override
    public TraceEstimate estimate(TracePoint at) {
      if (chosen != null) {
        return chosen.estimate(at);
      }
      SweepCosts costs = at.map().costs();
      TraceEstimate pilot = null;
      if (costs.rowNorms() > costs.residuals()) {
        pilot = ParameterSketch.of(Probes.PILOT).start(~seed).estimate(at);
        int needed = Probes.auto(target).from(pilot);
        probes = costs.rowNorms() > needed * costs.residuals() ? needed : 0;
      }
      TraceEstimation choice = choose();
      TraceEstimate first = choice.estimate(at);
      return pilot == null
          ? first
          : new TraceEstimate(
              first.traces(),
              first.standardErrors(),
              first.probes(),
              first.sweeps() + pilot.sweeps(),
              first.seconds() + pilot.seconds(),
              first.warning());
    }

    /** Starts exact traces where no number of probes was chosen. */
    private TraceEstimation choose() {
      TraceEstimator estimator = probes == 0 ? new ExactTraces() : ParameterSketch.of(probes);
      TraceEstimation choice = estimator.start(seed);
      chosen = choice;
      return choice;
    }

    @Override
    public String used() {
      if (chosen == null) {
        return "auto";
      }
      return probes == 0 ? "exact" : "sketch with " + probes + " probes";
    }

    @Override
    public Map<String, double[]> save() {
      Map<String, double[]> state = new TreeMap<>();
      if (chosen != null) {
        state.putAll(chosen.save());
        state.put(CHOICE, new double[] {probes});
      }
      return state;
    }

    @Override
    public void restore(Map<String, double[]> state) {
      double[] choice = state.get(CHOICE);
      if (choice != null) {
        probes = (int) choice[0];
        choose().restore(state);
      }
    }
  }
}
