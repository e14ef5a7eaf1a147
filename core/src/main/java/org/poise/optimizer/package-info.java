/**
 * Optimisers of a loss given by its value and gradient, as configurations and as running steppers.
 */
@NullMarked
package org.poise.optimizer;

import org.jspecify.annotations.NullMarked;
