package org.rankspace.transport.ring;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.rankspace.transport.Crew;

class BellTest {
  private static final long RUN_NS = TimeUnit.SECONDS.toNanos(2);

  @Nested
  class Parking extends BellContract {
    @Override
    protected Bell bell() {
      return BellTest.bell(new ParkSleeper());
    }
  }

  private static Bell bell(Sleeper sleeper) {
    return new Bell(new UnsafeBuffer(new byte[Integer.BYTES]), sleeper);
  }

  /**
   * What jcstress would do: both sides act at the same moment, a million times and more on a quiet
   * machine and hundreds on a busy one, and one outcome is forbidden: the sleeper found no work and
   * the sender found nobody asleep. (Without the fence in {@link Bell#ring} it comes up within the
   * first second.)
   */
  @Test
  @Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
  void neverDoesTheSleeperFindNoWorkWhileTheSenderFindsNobodyAsleep() throws Exception {
    Meeting meeting = new Meeting();
    Bell bell = bell(meeting);
    Crew.run(
        2,
        rank -> {
          if (rank == 0) {
            meeting.send(bell);
          } else {
            meeting.receive(bell);
          }
        });
    assertThat(meeting.lost).hasValue(0);
    assertThat(meeting.meetings).as("meetings").isGreaterThan(50);
    assertThat(meeting.slept).as("times that the sleeper came first").isPositive();
  }

  /**
   * A sleeper that does not wait for the ring but for the sender to be through, and then judges.
   */
  private static final class Meeting implements Sleeper {
    final AtomicLong lost = new AtomicLong();
    private final AtomicLong work = new AtomicLong();
    private final AtomicLong senderAt = new AtomicLong();
    private final AtomicLong receiverAt = new AtomicLong();
    private final AtomicLong senderThrough = new AtomicLong();
    private volatile long woken;
    private volatile boolean over;
    long meetings;
    long slept;

    void send(Bell bell) {
      long start = System.nanoTime();
      for (long i = 1; System.nanoTime() - start < RUN_NS; i++) {
        meet(senderAt, receiverAt, i);
        work.setRelease(i);
        bell.ring();
        senderThrough.set(i);
      }
      over = true;
    }

    void receive(Bell bell) {
      for (long i = 1; meet(receiverAt, senderAt, i); i++) {
        long expected = i;
        bell.await(() -> work.getAcquire() == expected, 0);
        through(i);
        meetings = i;
      }
    }

    @Override
    public void sleep(Bell bell, long timeoutNs) {
      long i = receiverAt.get();
      through(i);
      slept++;
      if (woken != i) {
        lost.incrementAndGet();
      }
    }

    @Override
    public void wake() {
      woken = senderAt.get();
    }

    private boolean meet(AtomicLong mine, AtomicLong other, long i) {
      mine.set(i);
      while (other.get() < i) {
        if (over) {
          return false;
        }
        Thread.onSpinWait();
      }
      return true;
    }

    private void through(long i) {
      while (senderThrough.get() < i && !over) {
        Thread.onSpinWait();
      }
    }
  }
}
