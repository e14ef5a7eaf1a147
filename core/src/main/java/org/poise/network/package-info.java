/** Networks: what they are made of, how their parameters lie in one vector, and how they start. */
@NullMarked
package org.poise.network;

import org.jspecify.annotations.NullMarked;
