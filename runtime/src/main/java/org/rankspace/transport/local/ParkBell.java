package org.rankspace.transport.local;

import java.lang.invoke.VarHandle;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.rankspace.transport.ring.Bell;

/** A bell for threads of one JVM: the sleeper parks. */
final class ParkBell implements Bell {
  private static final int IDLE = 0;
  private static final int ASLEEP = 1;
  private static final int RUNG = 2;

  private final AtomicInteger word = new AtomicInteger(IDLE);
  private volatile Thread sleeper;

  @Override
  public void ring() {
    VarHandle.fullFence();
    if (word.get() == ASLEEP && word.compareAndSet(ASLEEP, RUNG)) {
      LockSupport.unpark(sleeper);
    }
  }

  @Override
  public void wakeup() {
    if (word.getAndSet(RUNG) == ASLEEP) {
      LockSupport.unpark(sleeper);
    }
  }

  @Override
  public void await(BooleanSupplier ready, long timeoutNs) {
    sleeper = Thread.currentThread();
    if (word.compareAndSet(IDLE, ASLEEP) && !ready.getAsBoolean()) {
      LockSupport.parkNanos(this, timeoutNs);
    }
    word.set(IDLE);
  }
}
