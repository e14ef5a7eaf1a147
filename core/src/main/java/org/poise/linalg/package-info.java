/** Arithmetic on flat arrays, eigenvalues, random streams, and arrays in files. */
@NullMarked
package org.poise.linalg;

import org.jspecify.annotations.NullMarked;
