package org.poise.app;

import org.poise.ntk.TangentKernel;
import org.poise.weighting.Convention;
import org.poise.weighting.Fixed;
import org.poise.weighting.Groups;
import org.poise.weighting.LossWeighting;
import org.poise.weighting.NtkWeighting;

/**
 * Weights of groups that follow from a kernel's exact traces.
 *
 * @param groups the groups
 * @param wang λ of every group in the convention of that name
 * @param jaxpi the same in the other convention
 * @param used λ of Λ: the file's own if they are fixed, else those of the file's convention, {@code
 *     wang} where it has none
 * @param source where they come from: fixed, wang or jaxpi
 */
record NtkWeights(Groups groups, double[] wang, double[] jaxpi, double[] used, String source) {

  static NtkWeights of(LossWeighting rule, TangentKernel kernel) {
    Groups groups = Groups.of(kernel.blocks());
    double[] traces = groups.sum(kernel.traces());
    double[] wang = Convention.WANG.weights(groups, traces);
    double[] jaxpi = Convention.JAXPI.weights(groups, traces);
    if (rule instanceof Fixed fixed) {
      double[] used =
          groups.names().stream().mapToDouble(g -> fixed.byGroup().getOrDefault(g, 1.0)).toArray();
      return new NtkWeights(groups, wang, jaxpi, used, fixed.label());
    }
    Convention convention = convention(rule);
    double[] used = convention == Convention.WANG ? wang : jaxpi;
    return new NtkWeights(groups, wang, jaxpi, used, convention.label());
  }

  /** The convention of NTK weights, {@code wang} for others. */
  static Convention convention(LossWeighting rule) {
    return rule instanceof NtkWeighting ntk ? ntk.convention() : Convention.WANG;
  }

  /** The diagonal of Λ = diag(2 λ_i / N_i) [N]. */
  double[] lambda() {
    return TangentKernel.lambda(groups.blocks(), groups.spread(used));
  }
}
