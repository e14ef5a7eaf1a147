package org.poise.ntk;

/** A kernel does not fit the memory; the message says what it would take, and what to do. */
public final class KernelTooLargeException extends RuntimeException {
  private static final long serialVersionUID = 1;

  KernelTooLargeException(String message) {
    super(message);
  }
}
