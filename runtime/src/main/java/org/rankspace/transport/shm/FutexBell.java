package org.rankspace.transport.shm;

import java.lang.foreign.MemorySegment;
import java.lang.invoke.VarHandle;
import java.util.function.BooleanSupplier;
import org.agrona.concurrent.AtomicBuffer;
import org.agrona.concurrent.UnsafeBuffer;
import org.rankspace.transport.ring.Bell;

/** A bell for processes: its word is in shared memory, and the kernel holds the sleeper. */
final class FutexBell implements Bell {
  private static final int IDLE = 0;
  private static final int ASLEEP = 1;
  private static final int RUNG = 2;

  private final MemorySegment address;
  private final AtomicBuffer word;
  private final Futex futex;
  private final Interrupts interrupts = new Interrupts(this::wakeup);

  /**
   * @param word four bytes, zero at first, that all processes have mapped
   */
  FutexBell(MemorySegment word, Futex futex) {
    this.address = word;
    this.word = new UnsafeBuffer(word.address(), Integer.BYTES);
    this.futex = futex;
  }

  @Override
  public void ring() {
    // Between storing the frame and looking whether the receiver sleeps.
    VarHandle.fullFence();
    if (word.getIntVolatile(0) == ASLEEP && word.compareAndSetInt(0, ASLEEP, RUNG)) {
      futex.wake(address);
    }
  }

  @Override
  public void wakeup() {
    if (word.getAndSetInt(0, RUNG) == ASLEEP) {
      futex.wake(address);
    }
  }

  @Override
  public void await(BooleanSupplier ready, long timeoutNs) {
    interrupts.begins();
    try {
      if (word.compareAndSetInt(0, IDLE, ASLEEP) && !ready.getAsBoolean()) {
        futex.await(address, ASLEEP, Math.max(0, timeoutNs));
      }
    } finally {
      interrupts.ends();
      word.putIntVolatile(0, IDLE);
    }
  }
}
