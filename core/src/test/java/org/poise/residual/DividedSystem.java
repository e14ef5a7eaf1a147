package org.poise.residual;

import static org.poise.problem.Where.at;
import static org.poise.problem.Where.interior;
import static org.poise.problem.Where.periodic;

import java.util.List;
import org.poise.network.Activation;
import org.poise.network.Initializer;
import org.poise.network.Mlp;
import org.poise.network.Network;
import org.poise.problem.InterfaceTerms;
import org.poise.problem.Problem;

/** Two coupled fields over 2 × 3 boxes, for tests. */
final class DividedSystem {
  static final double CUT_X = -0.2;
  static final double[] CUTS_T = {0.1, 0.6};

  private DividedSystem() {}

  private static Network network(String name, String field, Problem problem) {
    return new Network(
        name,
        List.of(field),
        Mlp.of(1, 5, Activation.TANH),
        Initializer.NTK,
        problem.domain().uniform());
  }

  /** The problem, with a periodic pair across the cut in x. */
  static Problem problem(int inside) {
    return Problem.builder("Coupled")
        .domain("x", -1, 1)
        .domain("t", 0, 1)
        .trainable("c", 0.7)
        .fields("u", "v")
        .cuts("x", CUT_X)
        .cuts("t", CUTS_T)
        .interfaces(
            InterfaceTerms.standard().withCount(9).withContinuity("x", "u", "c*u_x + x*v", "v_x"))
        .points("inside", interior(inside))
        .points("start", at("t", 0, 11))
        .points("sides", periodic("x", 14))
        .equation("first", "inside", "u_t - c*u_xx + v")
        .equation("second", "inside", "v_tt + u*v_x")
        .equation("begin", "start", "u - x*v")
        .equation("wrap", "sides", "jump(u) + jump(v_x)")
        .build();
  }

  static CompiledProblem compile(Problem problem, int threads) {
    return CompiledProblem.compile(
        problem, List.of(network("first", "u", problem), network("second", "v", problem)), threads);
  }
}
