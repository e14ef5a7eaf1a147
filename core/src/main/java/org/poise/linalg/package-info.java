/** Arithmetic on flat arrays, and random streams. */
@NullMarked
package org.poise.linalg;

import org.jspecify.annotations.NullMarked;
