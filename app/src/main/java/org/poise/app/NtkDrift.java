package org.poise.app;

import org.poise.ntk.Drift;
import org.poise.ntk.TangentKernel;
import org.poise.residual.CompiledProblem;

/**
 * How far training has moved a kernel and its parameters.
 *
 * @param kernel ‖K − K_0‖_F / ‖K_0‖_F on the same points
 * @param parameters ‖θ − θ_0‖ / ‖θ_0‖
 */
record NtkDrift(double kernel, double parameters) {

  /** Since the initial parameters. */
  static NtkDrift between(NtkStudy study, CompiledProblem compiled, double[] initial) {
    long rows = study.kernel().rows();
    TangentKernel.requireRoom(
        rows, 2 * TangentKernel.bytes(rows) + compiled.summary().kernelBytes());
    TangentKernel start = TangentKernel.of(compiled.bind(study.points()), initial);
    return new NtkDrift(study.kernel().drift(start), Drift.of(initial, study.theta()));
  }
}
