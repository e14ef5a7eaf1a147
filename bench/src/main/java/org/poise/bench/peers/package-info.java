/**
 * The same work for Poise and for other libraries: writes networks, points and expected results as
 * files, and does Poise's part of the timing on request.
 */
@NullMarked
package org.poise.bench.peers;

import org.jspecify.annotations.NullMarked;
