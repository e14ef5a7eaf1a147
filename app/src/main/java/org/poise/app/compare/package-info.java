/** What several trainings of one problem under several weightings and seeds came to. */
@NullMarked
package org.poise.app.compare;

import org.jspecify.annotations.NullMarked;
