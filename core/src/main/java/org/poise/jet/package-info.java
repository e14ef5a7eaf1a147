/** Jets: a function's value and a downward-closed set of its partial derivatives at a point. */
@NullMarked
package org.poise.jet;

import org.jspecify.annotations.NullMarked;
