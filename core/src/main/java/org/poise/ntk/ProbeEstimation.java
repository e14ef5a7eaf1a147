package org.poise.ntk;

import java.util.Map;
import java.util.TreeMap;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;
import org.poise.linalg.Streams;

/**
 * An estimate as a mean over independent probes, of which a subclass gives one at a time. The
 * stream of a probe depends on seed, step and the probe's number only.
 */
abstract class ProbeEstimation implements TraceEstimation {
  private static final String COUNT = "probe.count";
  private static final int PILOT_FIRST = 1 << 19;

  private final Probes probes;
  private final long seed;
  private final ProbeSums sums = new ProbeSums();
  private int count;

  ProbeEstimation(Probes probes, long seed) {
    this.probes = probes;
    this.seed = seed;
    count = probes.count();
  }

  /** Makes room, and does what all probes at a point share. */
  abstract void prepare(TracePoint at);

  /** One probe's value for each block. */
  abstract void probe(TracePoint at, RandomGenerator random, double[] values);

  /** Cost of one probe, in forward sweeps. */
  abstract double sweepsPerProbe();

  abstract @Nullable String warning();

  @Override
  public final boolean wantsRowNorms() {
    return false;
  }

  @Override
  public final TraceEstimate estimate(TracePoint at) {
    long start = System.nanoTime();
    prepare(at);
    double sweeps = 0;
    if (count == 0) {
      TraceEstimate pilot = run(at, Probes.PILOT, PILOT_FIRST, 0, start, false);
      sweeps = pilot.sweeps();
      count = probes.from(pilot);
    }
    return run(at, count, 0, sweeps, start, true);
  }

  private TraceEstimate run(
      TracePoint at, int count, int first, double sweepsBefore, long start, boolean pool) {
    double[] values = new double[at.blocks().blocks().size()];
    sums.start(values.length);
    for (int k = 0; k < count; k++) {
      probe(at, stream(seed, at.step(), first + k), values);
      sums.add(values);
    }
    return new TraceEstimate(
        sums.means(),
        pool ? sums.standardErrors() : sums.spread(),
        count,
        sweepsBefore + count * sweepsPerProbe(),
        (System.nanoTime() - start) / 1e9,
        warning());
  }

  /** The stream of one probe: up to 2²⁰ of them a step. */
  static RandomGenerator stream(long seed, long step, int probe) {
    return Streams.of(seed, Streams.Purpose.PROBES, (step << 20) + probe);
  }

  @Override
  public Map<String, double[]> save() {
    Map<String, double[]> state = new TreeMap<>(sums.save());
    state.put(COUNT, new double[] {count});
    return state;
  }

  @Override
  public void restore(Map<String, double[]> state) {
    sums.restore(state);
    double[] saved = state.get(COUNT);
    count = saved == null ? probes.count() : (int) saved[0];
  }
}
