package org.poise.network;

/** The layers between a network's inputs and its fields. */
public sealed interface Architecture permits Mlp {}
