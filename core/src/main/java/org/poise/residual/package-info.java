/**
 * The residual map r(θ) of a physics-based loss and its derivatives: the one interface on which
 * weights, kernels, sketches and optimisers stand.
 */
@NullMarked
package org.poise.residual;

import org.jspecify.annotations.NullMarked;
