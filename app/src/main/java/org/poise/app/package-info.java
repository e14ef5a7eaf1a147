/** The command line of Poise. */
@NullMarked
package org.poise.app;

import org.jspecify.annotations.NullMarked;
