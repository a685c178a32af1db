package org.rankspace.transport;

import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/** The one way in which tests wait. */
public final class Eventually {
  private static final long LIMIT_NS = Duration.ofSeconds(20).toNanos();

  private Eventually() {}

  /** Waits until {@code condition} holds; an {@link AssertionError} after 20 seconds. */
  public static void await(String what, BooleanSupplier condition) {
    long start = System.nanoTime();
    while (!condition.getAsBoolean()) {
      if (System.nanoTime() - start > LIMIT_NS) {
        throw new AssertionError("did not come: " + what);
      }
      LockSupport.parkNanos(50_000);
    }
  }
}
