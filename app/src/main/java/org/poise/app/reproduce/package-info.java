/**
 * Studies that set what papers publish beside what Poise gives: each trains and measures, and ends
 * in claims with both figures. A new study implements {@link org.poise.app.reproduce.Study} and
 * takes its place in {@link org.poise.app.reproduce.Studies}.
 */
@NullMarked
package org.poise.app.reproduce;

import org.jspecify.annotations.NullMarked;
