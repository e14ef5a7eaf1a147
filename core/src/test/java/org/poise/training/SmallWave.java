package org.poise.training;

import java.util.List;
import org.poise.experiment.CheckpointPolicy;
import org.poise.experiment.Experiment;
import org.poise.experiment.Stop;
import org.poise.experiment.ValidationPolicy;
import org.poise.network.Activation;
import org.poise.network.Mlp;
import org.poise.ntk.ExactTraces;
import org.poise.optimizer.Adam;
import org.poise.optimizer.Decay;
import org.poise.optimizer.Lbfgs;
import org.poise.problem.InterfaceTerms;
import org.poise.problem.Problem;
import org.poise.problem.ProblemBuilder;
import org.poise.problem.Sampler;
import org.poise.problem.Where;
import org.poise.weighting.Convention;
import org.poise.weighting.NtkWeighting;

/** A wave equation with an unknown speed, small enough to be trained in a moment. */
final class SmallWave {
  private SmallWave() {}

  static Experiment experiment(long seed, int adamSteps, int lbfgsSteps) {
    return experiment(problem().build(), seed, adamSteps, lbfgsSteps);
  }

  /** The same in four subdomains. */
  static Experiment divided(long seed, int adamSteps, int lbfgsSteps) {
    Problem problem =
        problem()
            .cuts("x", 0.4)
            .subdomains("t", 2)
            .interfaces(InterfaceTerms.standard().withCount(8).inGroup("interface"))
            .build();
    return experiment(problem, seed, adamSteps, lbfgsSteps);
  }

  private static ProblemBuilder problem() {
    return Problem.builder("Small wave")
        .domain("x", 0, 1)
        .domain("t", 0, 1)
        .fields("u")
        .trainable("c", 1.5, 1, 3)
        .points("inside", Where.interior(40))
        .points("start", Where.at("t", 0, 20))
        .points("ends", Where.at("x", 0, 10))
        .equation("wave", "inside", "u_tt - c^2*u_xx")
        .equation("initial", "start", "u - sin(pi*x)", "u")
        .equation("velocity", "start", "u_t")
        .equation("left", "ends", "u", "u")
        .equation("data", "inside", "u - sin(pi*x)*cos(2*pi*t)")
        .exact("u", "sin(pi*x)*cos(2*pi*t)");
  }

  private static Experiment experiment(Problem problem, long seed, int adamSteps, int lbfgsSteps) {
    return Experiment.builder(problem)
        .network("main", Mlp.of(2, 12, Activation.TANH))
        .sampling(Sampler.UNIFORM, 7)
        .weights(new NtkWeighting(new ExactTraces(), Convention.WANG, 11, 0.5))
        .optimizer(Adam.of(5e-3, adamSteps).withDecay(new Decay(0.9, 50, false)))
        .optimizer(Lbfgs.of(lbfgsSteps))
        .stop(Stop.never())
        .checkpoint(new CheckpointPolicy(20, 2))
        .validation(new ValidationPolicy(15, List.of(11, 11), 20))
        .seed(seed)
        .build();
  }
}
