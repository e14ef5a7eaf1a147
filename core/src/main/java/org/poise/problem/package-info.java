/**
 * Problems: a domain, named point sets, equations on them, hard constraints, and what is known of
 * the solution.
 */
@NullMarked
package org.poise.problem;

import org.jspecify.annotations.NullMarked;
