/**
 * Training: the {@link org.poise.training.Trainer} takes a {@link org.poise.training.TrainingState}
 * through the steps of an experiment to an {@link org.poise.training.Outcome}, and a {@link
 * org.poise.training.RunDirectory} keeps what happens.
 */
@NullMarked
package org.poise.training;

import org.jspecify.annotations.NullMarked;
