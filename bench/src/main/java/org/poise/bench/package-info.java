/** What several benchmarks share. */
@NullMarked
package org.poise.bench;

import org.jspecify.annotations.NullMarked;
