package org.rankspace.transport.ring;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.rankspace.transport.Crew;

/**
 * Two threads meet at a bell with a real sleeper, at every distance in time that a second gives.
 */
@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
public abstract class BellContract {
  private static final long RUN_NS = TimeUnit.SECONDS.toNanos(1);
  private static final long LOST_NS = TimeUnit.SECONDS.toNanos(4);

  private final AtomicLong sent = new AtomicLong();
  private final AtomicLong seen = new AtomicLong();

  protected abstract Bell bell();

  @Test
  void losesNoRing() throws Exception {
    Bell bell = bell();
    Crew.run(
        2,
        rank -> {
          if (rank == 0) {
            send(bell);
          } else {
            receive(bell);
          }
        });
    assertThat(seen).hasValue(-1);
  }

  /** As a transport does: a store with release, then the bell. */
  private void send(Bell bell) {
    ThreadLocalRandom random = ThreadLocalRandom.current();
    long start = System.nanoTime();
    for (long i = 1; System.nanoTime() - start < RUN_NS; i++) {
      sent.setRelease(i);
      bell.ring();
      // Mostly while the receiver is about to sleep, sometimes long after.
      while (random.nextInt(8) != 0 && seen.get() != i) {
        Thread.onSpinWait();
      }
      for (int pause = random.nextInt(60); pause > 0; pause--) {
        Thread.onSpinWait();
      }
    }
    sent.set(-1);
    bell.ring();
  }

  private void receive(Bell bell) {
    for (long last = 0; last != -1; ) {
      long known = last;
      long start = System.nanoTime();
      bell.await(() -> sent.get() != known, 2 * LOST_NS);
      if (System.nanoTime() - start > LOST_NS) {
        throw new AssertionError("a ring was lost: seen=" + known + ", sent=" + sent.get());
      }
      last = sent.get();
      seen.set(last);
    }
  }
}
