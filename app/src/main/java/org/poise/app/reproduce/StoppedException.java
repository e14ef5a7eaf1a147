package org.poise.app.reproduce;

/** A stop was requested; what is finished is kept. */
public final class StoppedException extends RuntimeException {
  private static final long serialVersionUID = 1;

  StoppedException() {
    super("a stop was requested");
  }
}
