package org.poise.residual;

/**
 * What forming a tangent kernel takes beside the kernel itself.
 *
 * @param operations multiplications and additions
 * @param bytes working memory of forming it in panels, beside the engine's
 */
public record KernelCost(double operations, double bytes) {}
