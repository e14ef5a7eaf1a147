/**
 * The report: one HTML file, made from a run's directory alone, that shows without a network how a
 * training went and what it found.
 */
@NullMarked
package org.poise.app.report;

import org.jspecify.annotations.NullMarked;
