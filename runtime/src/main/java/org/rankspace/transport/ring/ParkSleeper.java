package org.rankspace.transport.ring;

import java.util.concurrent.locks.LockSupport;

/** Parks, for bells that only threads of this JVM ring. */
public final class ParkSleeper implements Sleeper {
  private volatile Thread thread;

  @Override
  public void sleep(Bell bell, long timeoutNs) {
    thread = Thread.currentThread();
    // Whoever changed the word before it saw this thread does not unpark it.
    if (bell.asleep()) {
      LockSupport.parkNanos(bell, timeoutNs);
    }
  }

  @Override
  public void wake() {
    LockSupport.unpark(thread);
  }
}
