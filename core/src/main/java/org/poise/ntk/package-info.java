/**
 * The neural tangent kernel K = J Jᵀ of a residual map: the kernel and its spectrum, and estimators
 * of the traces of its diagonal blocks.
 */
@NullMarked
package org.poise.ntk;

import org.jspecify.annotations.NullMarked;
