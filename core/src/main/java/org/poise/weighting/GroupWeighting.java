package org.poise.weighting;

/** A scheme that gives every group of terms one weight λ. */
public sealed interface GroupWeighting extends LossWeighting
    permits Fixed,
        NtkWeighting,
        GradientNormWeighting,
        LearningRateAnnealing,
        ReLoBRaLo,
        SoftAdapt,
        UncertaintyWeighting {}
