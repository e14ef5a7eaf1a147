/** Kernels of infinitely wide networks: jets in two points, and the expectations of a layer. */
@NullMarked
package org.poise.ntk.internal;

import org.jspecify.annotations.NullMarked;
