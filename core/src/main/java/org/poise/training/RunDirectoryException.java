package org.poise.training;

/** A run directory cannot be used as asked; the message says why and what to do. */
public final class RunDirectoryException extends IllegalArgumentException {
  private static final long serialVersionUID = 1L;

  RunDirectoryException(String message) {
    super(message);
  }
}
