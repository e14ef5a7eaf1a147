package org.poise.ntk;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.poise.residual.ResidualMap;
import org.poise.residual.SweepCosts;
import org.poise.testing.ForwardingMap;
import org.poise.testing.PolynomialMap;

final class CheapestTracesTest {
  private static final double[] THETA = {0.3, -0.2, 0.5, 1, -0.7, 0.1, 0.4};
  private static final PolynomialMap MAP = new PolynomialMap(7, 6, 3, 0.4, 0.3, 5);

  @Test
  void theCheapestIsChosenByCountedOperations() {
    TraceEstimation cheapNorms = new CheapestTraces(0.1).start(1);
    cheapNorms.estimate(TracePoint.of(new Costed(MAP, 0.5), THETA));
    assertThat(cheapNorms.used()).isEqualTo("exact");
    TraceEstimation dearNorms = new CheapestTraces(0.5).start(1);
    TraceEstimate estimate = dearNorms.estimate(TracePoint.of(new Costed(MAP, 1e6), THETA));
    assertThat(dearNorms.used()).startsWith("sketch with");
    assertThat(estimate.probes()).isGreaterThan(1);
    TraceEstimation tight = new CheapestTraces(0.01).start(1);
    tight.estimate(TracePoint.of(new Costed(MAP, 20), THETA));
    assertThat(tight.used()).isEqualTo("exact");
  }

  /** A map whose row norms cost so many residual sweeps. */
  private static final class Costed extends ForwardingMap {
    private final double norms;

    Costed(ResidualMap map, double norms) {
      super(map);
      this.norms = norms;
    }

    @Override
    public SweepCosts costs() {
      return new SweepCosts(1, 3, norms);
    }
  }
}
