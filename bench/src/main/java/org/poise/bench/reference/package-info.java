/**
 * Reference solutions of spectral accuracy for the problems of the library that have no closed
 * form, and the command that writes them as CSV files.
 *
 * <p>{@link org.poise.bench.reference.PeriodicSolver} integrates periodic semilinear equations in
 * Fourier space (Korteweg-de Vries, Allen-Cahn); {@link org.poise.bench.reference.ColeHopf}
 * evaluates the exact integral for Burgers' equation. {@link
 * org.poise.bench.reference.WriteReferences} runs them.
 */
@NullMarked
package org.poise.bench.reference;

import org.jspecify.annotations.NullMarked;
