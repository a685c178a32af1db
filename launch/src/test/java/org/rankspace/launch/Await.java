package org.rankspace.launch;

import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/** The one way in which tests wait; their own timeout ends it. */
public final class Await {
  private static final long STEP_NS = 5_000_000;

  private Await() {}

  /** Returns as soon as {@code condition} holds. */
  public static void await(BooleanSupplier condition) {
    while (!condition.getAsBoolean()) {
      if (Thread.currentThread().isInterrupted()) {
        throw new AssertionError("the condition did not come true in time");
      }
      LockSupport.parkNanos(STEP_NS);
    }
  }
}
