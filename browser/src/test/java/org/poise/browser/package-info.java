/** Looks at reports in a browser. */
@NullMarked
package org.poise.browser;

import org.jspecify.annotations.NullMarked;
