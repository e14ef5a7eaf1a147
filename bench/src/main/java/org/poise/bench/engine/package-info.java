/** How much of the processor's peak the engine reaches, measured in turns within one run. */
@NullMarked
package org.poise.bench.engine;

import org.jspecify.annotations.NullMarked;
