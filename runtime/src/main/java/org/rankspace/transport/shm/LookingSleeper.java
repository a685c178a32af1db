package org.rankspace.transport.shm;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.rankspace.transport.ring.Bell;
import org.rankspace.transport.ring.Sleeper;

/** Looks at the word every millisecond, where the kernel cannot be asked. */
final class LookingSleeper implements Sleeper {
  private static final long INTERVAL_NS = TimeUnit.MILLISECONDS.toNanos(1);

  @Override
  public void sleep(Bell bell, long timeoutNs) {
    long start = System.nanoTime();
    long leftNs = timeoutNs;
    while (leftNs > 0 && bell.asleep() && !Thread.currentThread().isInterrupted()) {
      LockSupport.parkNanos(Math.min(leftNs, INTERVAL_NS));
      leftNs = timeoutNs - (System.nanoTime() - start);
    }
  }

  @Override
  public void wake() {}
}
