package org.poise.app.reproduce;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.util.List;

/** How far the kernels of the blocks that are there in a step lie from that of all of them. */
final class EcrnPatterns {
  private EcrnPatterns() {}

  /**
   * Reports on the runs of a sweep, seed 1.
   *
   * @param problem its problem
   */
  static void run(StudyContext context, Findings findings, String problem, int width, EcrnRuns runs)
      throws IOException {
    Section section =
        findings.section(
            "Patterns of dropped blocks: " + problem + ", width " + width,
            "Each step trains with the kernel of the blocks that are there, one of 2⁴ patterns. K is"
                + " that of each block at its expectation, E[K] the mean over the patterns by their"
                + " probabilities. At the start and the end of the trainings above, seed 1.");
    Section.Table table =
        section.table(
            "Largest eigenvalues",
            "network",
            "at",
            "of K",
            "of E[K]",
            "least pattern",
            "greatest pattern",
            "deviation over patterns",
            "‖E[K]−K‖/‖K‖");
    for (String drop : List.of("0.1", "0.3")) {
      for (EcrnNetwork network : EcrnSweep.scales(drop)) {
        TrainedRun run = runs.first(network);
        JsonNode found =
            context.part(
                "patterns-" + problem + "-" + width + "-" + network.label(),
                "eigenvalues of all patterns: " + run.setup().command(),
                result -> measure(context, run, result));
        for (String place : List.of("start", "end")) {
          double[] values = Numbers.doubles(found.path(place));
          table.row(
              network.words(),
              place,
              values[0],
              values[1],
              values[2],
              values[3],
              values[4],
              values[5]);
        }
      }
    }
  }

  private static void measure(StudyContext context, TrainedRun run, ObjectNode result)
      throws IOException {
    try (BoundProblem bound =
        new BoundProblem(context.experiment(run.setup()), context.threads())) {
      put(result, "start", PatternKernels.of(bound, bound.initial()));
      put(result, "end", PatternKernels.of(bound, bound.trained(run)));
    }
  }

  private static void put(ObjectNode result, String place, PatternKernels kernels) {
    Numbers.put(
        result,
        place,
        kernels.expected(),
        kernels.ofMean(),
        kernels.least(),
        kernels.greatest(),
        kernels.deviation(),
        kernels.difference());
  }
}
