package org.poise.app;

/** The numerics failed, in one sentence for the user. */
final class NumericsException extends RuntimeException {
  private static final long serialVersionUID = 1;

  NumericsException(String message) {
    super(message);
  }
}
