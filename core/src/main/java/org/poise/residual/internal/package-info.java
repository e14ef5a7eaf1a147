/** The tiled engine behind {@link org.poise.residual.CompiledProblem}; not exported. */
@NullMarked
package org.poise.residual.internal;

import org.jspecify.annotations.NullMarked;
