package org.poise.residual.internal;

import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.function.IntConsumer;
import org.jspecify.annotations.Nullable;
import org.poise.linalg.Team;

/**
 * A team of threads that takes the tasks of one parallel loop after another. The caller is worker
 * 0. Hand-over takes about a microsecond while loops follow each other closely, since idle workers
 * spin for a while before they sleep.
 */
public final class Workers implements Team, AutoCloseable {
  /** The body of a loop. */
  @FunctionalInterface
  public interface Task {
    /** Does task {@code index} as worker {@code worker}; workers are numbered from 0. */
    void run(int worker, int index);
  }

  private static final int SPINS = 20_000;

  private final Thread[] threads;
  private final AtomicInteger next = new AtomicInteger();
  private final AtomicInteger busy = new AtomicInteger();
  private volatile int epoch;
  private volatile boolean closed;
  private volatile @Nullable Throwable failure;
  private int tasks;
  private @Nullable Task task;

  /** Starts a team of {@code size} workers, the caller included. */
  public Workers(int size) {
    threads = new Thread[Math.max(0, size - 1)];
    for (int i = 0; i < threads.length; i++) {
      int worker = i + 1;
      threads[i] =
          Thread.ofPlatform().daemon().name("poise-worker-" + worker).start(() -> serve(worker));
    }
  }

  /** Number of workers, the caller included. */
  public int size() {
    return threads.length + 1;
  }

  /** Runs tasks 0 … count − 1 and returns when all are done; a failure is thrown again here. */
  public void run(int count, Task body) {
    if (threads.length == 0 || count == 1) {
      for (int i = 0; i < count; i++) {
        body.run(0, i);
      }
      return;
    }
    if (closed) {
      throw new IllegalStateException("the threads have ended: the compiled problem is closed");
    }
    task = body;
    tasks = count;
    next.set(0);
    busy.set(threads.length);
    epoch++; // publishes the fields above; only the caller writes it
    for (Thread thread : threads) {
      LockSupport.unpark(thread);
    }
    take(0, body, count);
    for (int spins = 0; busy.get() > 0; spins++) {
      if (spins < SPINS) {
        Thread.onSpinWait();
      } else {
        Thread.yield();
      }
    }
    task = null;
    Throwable thrown = failure;
    if (thrown != null) {
      failure = null;
      switch (thrown) {
        case RuntimeException e -> throw e;
        case Error e -> throw e;
        default -> throw new IllegalStateException(thrown);
      }
    }
  }

  @Override
  public void run(int count, IntConsumer task) {
    run(count, (_, i) -> task.accept(i));
  }

  private void take(int worker, Task body, int count) {
    try {
      for (int i = next.getAndIncrement(); i < count; i = next.getAndIncrement()) {
        body.run(worker, i);
      }
    } catch (Throwable t) { // also errors: the caller must not wait for ever
      failure = t;
      next.set(count);
    }
  }

  private void serve(int worker) {
    int seen = 0;
    while (true) {
      int spins = 0;
      while (epoch == seen && !closed) {
        if (spins++ < SPINS) {
          Thread.onSpinWait();
        } else {
          LockSupport.park(this);
        }
      }
      if (closed) {
        return;
      }
      seen++;
      Task body = task;
      if (body != null) {
        take(worker, body, tasks);
      }
      busy.decrementAndGet();
    }
  }

  @Override
  public void close() {
    closed = true;
    for (Thread thread : threads) {
      LockSupport.unpark(thread);
    }
  }
}
