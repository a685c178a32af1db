package org.rankspace.transport.shm;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.invoke.MethodHandle;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.rankspace.error.ErrorClass;
import org.rankspace.error.RankspaceException;

/** Sleeping on a word of memory that other processes see. */
sealed interface Futex {
  /** How long {@link Polling} sleeps between two looks. */
  long POLL_NS = TimeUnit.MILLISECONDS.toNanos(1);

  /**
   * Sleeps while {@code word} holds {@code expected}, at most {@code timeoutNs}; may return for no
   * reason. One thread at a time.
   */
  void await(MemorySegment word, int expected, long timeoutNs);

  /** Wakes the thread that sleeps on {@code word}. */
  void wake(MemorySegment word);

  /** The kernel's, where we know how to call it, else {@link Polling}. */
  static Futex ofThisPlatform() {
    long number = Kernel.systemCall(System.getProperty("os.name"), System.getProperty("os.arch"));
    return number < 0 ? new Polling() : new Kernel(number);
  }

  /** Linux's system call, shared between processes: see futex(2). */
  final class Kernel implements Futex {
    private static final int WAIT = 0;
    private static final int WAKE = 1;
    private static final int UNKNOWN = -1;

    /** {@code long syscall(long number, ...)} with the arguments of futex(2). */
    @SuppressWarnings("restricted")
    private static final MethodHandle SYSCALL =
        Linker.nativeLinker()
            .downcallHandle(
                Linker.nativeLinker().defaultLookup().findOrThrow("syscall"),
                FunctionDescriptor.of(
                    JAVA_LONG, JAVA_LONG, ADDRESS, JAVA_INT, JAVA_INT, ADDRESS, ADDRESS, JAVA_INT),
                Linker.Option.firstVariadicArg(1));

    private final long number;
    private final MemorySegment timeout = Arena.ofAuto().allocate(JAVA_LONG, 2);

    private Kernel(long number) {
      this.number = number;
    }

    /** The number of the system call, or a negative number where it is not known. */
    static long systemCall(String osName, String osArch) {
      if (!"Linux".equals(osName)) {
        return UNKNOWN;
      }
      return switch (osArch) {
        case "amd64" -> 202;
        case "aarch64" -> 98;
        default -> UNKNOWN;
      };
    }

    @Override
    public void await(MemorySegment word, int expected, long timeoutNs) {
      long nanosPerSecond = TimeUnit.SECONDS.toNanos(1);
      timeout.setAtIndex(JAVA_LONG, 0, timeoutNs / nanosPerSecond);
      timeout.setAtIndex(JAVA_LONG, 1, timeoutNs % nanosPerSecond);
      call(word, WAIT, expected, timeout);
    }

    @Override
    public void wake(MemorySegment word) {
      call(word, WAKE, 1, MemorySegment.NULL);
    }

    /** Its result says nothing of use: a timeout, a changed word and a signal all end a wait. */
    private long call(MemorySegment word, int operation, int value, MemorySegment timeout) {
      try {
        return (long)
            SYSCALL.invokeExact(number, word, operation, value, timeout, MemorySegment.NULL, 0);
      } catch (Throwable e) {
        throw new RankspaceException(
            ErrorClass.INTERN, "The system call futex cannot be made. Please report this.", e);
      }
    }
  }

  /** Looks again every {@link #POLL_NS}. */
  final class Polling implements Futex {
    @Override
    public void await(MemorySegment word, int expected, long timeoutNs) {
      long start = System.nanoTime();
      long leftNs = timeoutNs;
      while (leftNs > 0
          && word.get(JAVA_INT, 0) == expected
          && !Thread.currentThread().isInterrupted()) {
        LockSupport.parkNanos(Math.min(leftNs, POLL_NS));
        leftNs = timeoutNs - (System.nanoTime() - start);
      }
    }

    @Override
    public void wake(MemorySegment word) {}
  }
}
