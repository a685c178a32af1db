package org.rankspace.transport.shm;

import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.invoke.MethodHandle;
import org.rankspace.error.ErrorClass;
import org.rankspace.error.RankspaceException;
import org.rankspace.libc.Libc;

/**
 * Asks Linux to run a thread soon after it is woken. The scheduler lets the thread go first whose
 * turn would end first, so one that asks for short turns overtakes those that compute, such as the
 * JVM's compilers, and gets no more of the core than they do. See sched_setattr(2); kernels before
 * 6.12 take no notice.
 */
final class PromptThread {
  private static final int UNKNOWN = -1;

  /** The shortest turn there is. */
  private static final long TURN_NS = 100_000;

  /** {@code struct sched_attr} in its first version. */
  private static final int ATTRIBUTES_BYTES = 48;

  private static final int RUNTIME = 24;

  /** {@code long syscall(long number, ...)}: thread, attributes, then size and flags or flags. */
  private static final MethodHandle SYSCALL = Libc.function("syscall");

  private PromptThread() {}

  /** Shortens the turns of the calling thread, where that can be done. */
  static void shortenTurns() {
    int set = setNumber();
    if (set == UNKNOWN) {
      return;
    }
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment attributes = arena.allocate(ATTRIBUTES_BYTES, Long.BYTES);
      if (call(set + 1, attributes, ATTRIBUTES_BYTES, 0) == 0) {
        attributes.set(JAVA_LONG, RUNTIME, TURN_NS);
        call(set, attributes, 0, 0);
      }
    }
  }

  /** The number of sched_setattr; sched_getattr has the next one. */
  private static int setNumber() {
    if (!"Linux".equals(System.getProperty("os.name"))) {
      return UNKNOWN;
    }
    return switch (System.getProperty("os.arch")) {
      case "amd64" -> 314;
      case "aarch64" -> 274;
      default -> UNKNOWN;
    };
  }

  /** For the calling thread; 0 if it has been done. */
  private static long call(long number, MemorySegment attributes, long third, long fourth) {
    try {
      return (long) SYSCALL.invokeExact(number, 0L, attributes.address(), third, fourth, 0L, 0L);
    } catch (Throwable e) {
      throw new RankspaceException(
          ErrorClass.INTERN, "The turns of a thread cannot be set. Please report this.", e);
    }
  }
}
