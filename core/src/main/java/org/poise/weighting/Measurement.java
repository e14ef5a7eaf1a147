package org.poise.weighting;

import org.jspecify.annotations.Nullable;

/**
 * What a rule for weights may look at. The arrays belong to the trainer; read them only.
 *
 * @param step steps taken so far
 * @param groups groups and blocks
 * @param weights weights λ in force, one for each group; all 1 at the first update
 * @param losses unweighted losses (1/N_i) Σ_j r_ij², one for each block
 * @param traces Tr K_ii, one for each block; null if the rule does not ask for them
 * @param first whether this is the first update of a training
 */
public record Measurement(
    long step,
    Groups groups,
    double[] weights,
    double[] losses,
    double @Nullable [] traces,
    boolean first) {}
