/**
 * Experiments: a problem with networks, points, weights, optimisers and a seed, as one immutable
 * value; built in Java or read from a problem file.
 */
@NullMarked
package org.poise.experiment;

import org.jspecify.annotations.NullMarked;
