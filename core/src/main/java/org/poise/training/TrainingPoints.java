package org.poise.training;

import org.jspecify.annotations.Nullable;
import org.poise.problem.Points;
import org.poise.residual.ResidualMap;

/**
 * Training points of a round.
 *
 * @param round the round
 * @param map the residuals there
 * @param points the points; null where residuals do not belong to points
 */
record TrainingPoints(long round, ResidualMap map, @Nullable Points points) {}
