/** Trainings in run directories, several at a time: what is to do, and doing it. */
@NullMarked
package org.poise.app.runs;

import org.jspecify.annotations.NullMarked;
