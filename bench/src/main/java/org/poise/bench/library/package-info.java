/**
 * Trains every problem of the library under a limit of time and writes the table of what each
 * reaches.
 */
@NullMarked
package org.poise.bench.library;

import org.jspecify.annotations.NullMarked;
