package org.poise.app;

import java.io.PrintWriter;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * Ctrl-C while it is open asks for a stop, and keeps the process alive until {@link #close}, so
 * that the state can be saved.
 */
final class Interruption implements AutoCloseable {
  private static final long PATIENCE_SECONDS = 600;

  private final CountDownLatch closed = new CountDownLatch(1);
  private final Thread hook;
  private volatile boolean requested;

  Interruption(PrintWriter err) {
    hook =
        new Thread(
            () -> {
              requested = true;
              err.println();
              err.println("Stopping after this step, to save the state…");
              try {
                boolean saved = closed.await(PATIENCE_SECONDS, TimeUnit.SECONDS);
                assert saved : "the state was not saved in time";
              } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
              }
            },
            "interruption");
    Runtime.getRuntime().addShutdownHook(hook);
  }

  /** Whether a stop is asked for. */
  boolean requested() {
    return requested;
  }

  @Override
  public void close() {
    closed.countDown();
    if (!requested) {
      try {
        Runtime.getRuntime().removeShutdownHook(hook);
      } catch (IllegalStateException e) {
        // The process is ending already, and the hook has been released.
        assert closed.getCount() == 0;
      }
    }
  }
}
