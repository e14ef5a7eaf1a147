package org.poise.app.reproduce;

/**
 * The four equations of arXiv:2506.07958. Space is scaled to [−1, 1], as published for the
 * diffusion equation; time is taken as it is.
 */
enum CpikanProblem {
  /** u = sin πx sin 4πy on [−1, 1]², the stand-in of the authors' other paper. */
  HELMHOLTZ("helmholtz2d", "Helmholtz", "normalize: false"),

  /** Twelve half-waves, the published set-up with its weights. */
  DIFFUSION("diffusion-kan", "diffusion", "normalize: {x: [0, 6], t: [0, 1]}"),

  /** u_0 = x² cos πx, periodic by the network's embedding. */
  ALLEN_CAHN("allen-cahn", "Allen-Cahn", "embedding: {periodic: {x: 2}}, normalize: false"),

  /** A manufactured solution of u_tt + u_xxxx = f of ours: sin x cos 4πt. */
  BEAM("beam", "beam", "normalize: {x: [pi/2, pi/2], t: [0, 1]}");

  private final String problem;
  private final String words;
  private final String inputs;

  CpikanProblem(String problem, String words, String inputs) {
    this.problem = problem;
    this.words = words;
    this.inputs = inputs;
  }

  /** Its name for people. */
  String words() {
    return words;
  }

  /** Its name in labels of runs: that of the problem of the library. */
  String label() {
    return problem;
  }

  /** The problem with a network of the published size, NTK weights and no limit of time. */
  Setup with(CpikanNetwork network) {
    return with(network, 1);
  }

  /** The same with about {@code size} times the parameters. */
  Setup with(CpikanNetwork network, int size) {
    return Setup.of(
        problem,
        "networks={main: {fields: [u], " + network.architecture(size) + ", " + inputs + "}}",
        "weights={ntk: {convention: jaxpi, every: 1000}}",
        "stop.minutes=0");
  }
}
