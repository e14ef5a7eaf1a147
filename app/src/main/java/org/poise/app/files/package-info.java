/** Files that Poise writes and reads again. */
@NullMarked
package org.poise.app.files;

import org.jspecify.annotations.NullMarked;
