/**
 * Weights λ_i of the terms of a physics-based loss L(θ) = Σ_i λ_i (1/N_i) Σ_j r_ij(θ)²: fixed, from
 * the traces of the neural tangent kernel, or from a user's own rule.
 */
@NullMarked
package org.poise.weighting;

import org.jspecify.annotations.NullMarked;
