/**
 * The operations that training spends its time in, as a scalar specification and a SIMD twin with
 * the same bits; not exported.
 */
@NullMarked
package org.poise.linalg.internal;

import org.jspecify.annotations.NullMarked;
