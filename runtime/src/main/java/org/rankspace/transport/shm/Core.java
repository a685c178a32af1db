package org.rankspace.transport.shm;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import org.rankspace.error.ErrorClass;
import org.rankspace.error.RankspaceException;
import org.rankspace.libc.Libc;

/**
 * The core that the calling thread runs on. Linux lets two threads that wake each other share one,
 * for as long as they do, also while another has nothing to do: then one of them polls in vain
 * where the other could work. See sched_setaffinity(2).
 */
final class Core {
  private static final int MASK_BYTES = 128; // a bit for each of 1,024 cores, as glibc has it

  private static final MethodHandle CURRENT = Libc.function("sched_getcpu");

  private Core() {}

  /** Its number, from 0. */
  static int current() {
    try {
      return (int) (long) CURRENT.invokeExact(0L, 0L, 0L, 0L, 0L, 0L, 0L);
    } catch (Throwable e) {
      throw new RankspaceException(
          ErrorClass.INTERN, "The core of a thread cannot be told. Please report this.", e);
    }
  }

  /**
   * Moves the calling thread to another core, if it may use one. Where it runs afterwards is the
   * scheduler's business again.
   */
  static void leave(int core) {
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment all = arena.allocate(MASK_BYTES, Long.BYTES);
      if (Libc.call("sched_getaffinity", 0, MASK_BYTES, all.address()) < 0) {
        return;
      }
      MemorySegment others = arena.allocate(MASK_BYTES, Long.BYTES).copyFrom(all);
      int place = core / Byte.SIZE;
      int without = others.get(ValueLayout.JAVA_BYTE, place) & ~(1 << core % Byte.SIZE);
      others.set(ValueLayout.JAVA_BYTE, place, (byte) without);
      // Fails if there is no other.
      if (Libc.call("sched_setaffinity", 0, MASK_BYTES, others.address()) == 0) {
        Libc.call("sched_setaffinity", 0, MASK_BYTES, all.address());
      }
    }
  }
}
