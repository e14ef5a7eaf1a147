package org.poise.experiment;

import java.util.List;

/** Problem files for tests of their reader, and the reading of them. */
final class ProblemTexts {
  /** One that gives every key. */
  static final String EVERYTHING =
      """
      title: "Everything: at once"
      cite: doi:10/1
      domain: {x: [-pi, L*pi], y: [0, 1], x1: [0, 2]}
      parameters: {L: 2, nu: 0.01/pi, k: {trainable: 0.1, min: 0, max: 1}, a: {trainable: -3}}
      transforms: {u: x*N, w: u + q}
      outputs:
        flux: -k*d(u, x1)
      points:
        inside: {count: 1e2, sampler: sobol}
        edge: {at: {x: 0, y: 1/2}, count: 7}
        corner: {at: {x: 0, y: 0.5, x1: 0}}
        pair: {periodic: y, count: 5}
      equations:
        pde:
          on: inside
          residual: >
            d(u, x1, x1)
              + nu*w_xx
        other: {on: edge, residual: 'u - 1'}
        point: {on: corner, residual: q, group: other}
        around: {on: pair, residual: jump(u)}
      exact: {u: sin(x)}
      networks:
        first: {fields: [N], mlp: {widths: [3, 4]}, initializer: ntk, normalize: false}
        second:
          fields: q
          mlp: {activation: sin}
          normalize: {x: [0, 1], y: [0.5, 1/3], x1: [1, 2]}
      weights: {fixed: {other: 10}}
      optimizer:
        - adam: {steps: 20, warmup: 3, clip: 1, decay: {factor: 0.5, every: 10, staircase: true}}
        - lbfgs
      stop: {target: 1e-4, patience: 50, minutes: 0.5}
      checkpoint: {every: 7, keep: 3}
      validation: {every: 9, grid: [3, 4, 5], heldOut: 11}
      ntkReport: {every: 8, points: 6}
      seed: -9223372036854775808
      """;

  /** One that gives no more than it must. */
  static final String LEAST =
      """
      title: Least
      domain: {x: [0, 1]}
      points: {inside: {count: 10}}
      equations: {pde: {on: inside, residual: u_xx - 1}}
      networks: {main: {fields: [u]}}
      """;

  private ProblemTexts() {}

  /** Reads a text without files beside it, as test.yaml. */
  static Experiment read(String text, String... overrides) {
    return ProblemFile.read("test.yaml", text, null, List.of(overrides));
  }
}
