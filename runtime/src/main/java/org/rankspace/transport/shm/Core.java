package org.rankspace.transport.shm;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemoryLayout;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import org.rankspace.error.ErrorClass;
import org.rankspace.error.RankspaceException;

/**
 * The core that the calling thread runs on. Linux lets two threads that wake each other share one,
 * for as long as they do, also while another has nothing to do: then one of them polls in vain
 * where the other could work. See sched_setaffinity(2).
 */
final class Core {
  private static final int MASK_BYTES = 128; // a bit for each of 1,024 cores, as glibc has it

  private static final MethodHandle CURRENT = function("sched_getcpu");

  /** {@code sched_getaffinity} and {@code sched_setaffinity}; looked up when a thread moves. */
  private static final class Affinity {
    static final MethodHandle GET = function("sched_getaffinity", JAVA_INT, JAVA_LONG, ADDRESS);
    static final MethodHandle SET = function("sched_setaffinity", JAVA_INT, JAVA_LONG, ADDRESS);
  }

  private Core() {}

  @SuppressWarnings("restricted")
  private static MethodHandle function(String name, MemoryLayout... arguments) {
    Linker linker = Linker.nativeLinker();
    return linker.downcallHandle(
        linker.defaultLookup().findOrThrow(name), FunctionDescriptor.of(JAVA_INT, arguments));
  }

  /** Its number, from 0. */
  static int current() {
    try {
      return (int) CURRENT.invokeExact();
    } catch (Throwable e) {
      throw unknown(e);
    }
  }

  /**
   * Moves the calling thread to another core, if it may use one. Where it runs afterwards is the
   * scheduler's business again.
   */
  static void leave(int core) {
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment all = arena.allocate(MASK_BYTES, Long.BYTES);
      if ((int) Affinity.GET.invokeExact(0, (long) MASK_BYTES, all) < 0) {
        return;
      }
      MemorySegment others = arena.allocate(MASK_BYTES, Long.BYTES).copyFrom(all);
      int place = core / Byte.SIZE;
      int without = others.get(ValueLayout.JAVA_BYTE, place) & ~(1 << core % Byte.SIZE);
      others.set(ValueLayout.JAVA_BYTE, place, (byte) without);
      // Fails if there is no other.
      if ((int) Affinity.SET.invokeExact(0, (long) MASK_BYTES, others) == 0) {
        int restored = (int) Affinity.SET.invokeExact(0, (long) MASK_BYTES, all);
      }
    } catch (Throwable e) {
      throw unknown(e);
    }
  }

  private static RankspaceException unknown(Throwable cause) {
    return new RankspaceException(
        ErrorClass.INTERN, "The core of a thread cannot be told. Please report this.", cause);
  }
}
