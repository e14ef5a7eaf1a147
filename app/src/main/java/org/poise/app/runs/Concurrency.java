package org.poise.app.runs;

/**
 * How many runs train at a time.
 *
 * @param jobs runs at a time
 * @param threads threads of each
 */
public record Concurrency(int jobs, int threads) {}
