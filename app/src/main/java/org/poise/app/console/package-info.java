/** What people see of a command while it works: numbers in words, and lines that show progress. */
@NullMarked
package org.poise.app.console;

import org.jspecify.annotations.NullMarked;
