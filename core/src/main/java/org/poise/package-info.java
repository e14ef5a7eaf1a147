/** Physics-informed neural networks whose loss weights come from the neural tangent kernel. */
@NullMarked
package org.poise;

import org.jspecify.annotations.NullMarked;
