package org.poise.residual.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicIntegerArray;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

class WorkersTest {
  @Test
  @Timeout(60)
  void everyTaskIsDoneOnce() {
    try (Workers workers = new Workers(3)) {
      for (int loop = 0; loop < 500; loop++) {
        AtomicIntegerArray done = new AtomicIntegerArray(loop % 40);
        workers.run(done.length(), done::incrementAndGet);
        for (int i = 0; i < done.length(); i++) {
          assertThat(done.get(i)).isEqualTo(1);
        }
      }
    }
  }

  /** Neither of the two tasks ends before the other has begun. */
  @Test
  @Timeout(60)
  void tasksRunAtTheSameTime() {
    CyclicBarrier both = new CyclicBarrier(2);
    try (Workers workers = new Workers(2)) {
      workers.run(
          2,
          _ -> {
            try {
              both.await(30, TimeUnit.SECONDS);
            } catch (Exception e) {
              throw new IllegalStateException(e);
            }
          });
    }
    assertThat(both.isBroken()).isFalse();
  }

  @Test
  @Timeout(60)
  void failuresAreThrownAgainAndTheTeamGoesOn() {
    try (Workers workers = new Workers(2)) {
      assertThatThrownBy(() ->
              workers.run(
                  9,
                  i -> {
                    if (i == 4) {
                      throw new IllegalArgumentException("task four");
                    }
                  }))
          .hasMessage("task four");
      AtomicIntegerArray done = new AtomicIntegerArray(9);
      workers.run(9, done::incrementAndGet);
      assertThat(done.get(8)).isEqualTo(1);
    }
  }

  @Test
  @Timeout(60)
  void refusesWorkOnceClosed() {
    Workers workers = new Workers(2);
    workers.close();
    assertThatThrownBy(() -> workers.run(2, _ -> {})).hasMessageContaining("closed");
  }
}
