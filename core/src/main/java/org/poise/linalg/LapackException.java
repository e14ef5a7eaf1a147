package org.poise.linalg;

import org.jspecify.annotations.Nullable;

/** LAPACK cannot be used here, or failed; the message says why, and what can be done. */
public final class LapackException extends RuntimeException {
  private static final long serialVersionUID = 1;

  LapackException(String message, @Nullable Throwable cause) {
    super(message, cause);
  }
}
