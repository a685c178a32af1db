package org.rankspace.transport.shm;

import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.invoke.MethodHandle;
import java.util.concurrent.TimeUnit;
import org.rankspace.error.ErrorClass;
import org.rankspace.error.RankspaceException;
import org.rankspace.libc.Libc;
import org.rankspace.transport.ring.Bell;
import org.rankspace.transport.ring.Sleeper;

/**
 * Sleeps in the kernel on a word that other processes have mapped: Linux's system call, see
 * futex(2).
 */
final class FutexSleeper implements Sleeper {
  private static final int WAIT = 0;
  private static final int WAKE = 1;
  private static final int UNKNOWN = -1;
  private static final long NANOS_PER_SECOND = TimeUnit.SECONDS.toNanos(1);

  /** {@code long syscall(long number, ...)} with the arguments of futex(2). */
  private static final MethodHandle SYSCALL = Libc.function("syscall");

  /** How often a thread moves to another core at most. */
  private static final long MOVE_NS = TimeUnit.MILLISECONDS.toNanos(2);

  private final long number;
  private final MemorySegment word;
  private final boolean spread;
  private final MemorySegment timeout = Arena.ofAuto().allocate(JAVA_LONG, 2);
  private final Interrupts interrupts = new Interrupts();

  /** The thread whose turns have been shortened; mostly it is the same. */
  private Thread prompt;

  private long movedNs = System.nanoTime();

  private FutexSleeper(long number, MemorySegment word, boolean spread) {
    this.number = number;
    this.word = word;
    this.spread = spread;
  }

  /**
   * Sleeps on {@code word}, in the kernel where we know how to call it, else by looking often.
   *
   * @param spread whether a sleeper that is woken by a thread on its own core moves to another
   */
  static Sleeper on(MemorySegment word, boolean spread) {
    long number = systemCall(System.getProperty("os.name"), System.getProperty("os.arch"));
    return number == UNKNOWN ? new LookingSleeper() : new FutexSleeper(number, word, spread);
  }

  /** The number of the system call, or -1 where it is not known. */
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
  public void sleep(Bell bell, long timeoutNs) {
    interrupts.begin(bell);
    try {
      if (prompt != Thread.currentThread()) {
        prompt = Thread.currentThread();
        PromptThread.shortenTurns();
      }
      timeout.setAtIndex(JAVA_LONG, 0, timeoutNs / NANOS_PER_SECOND);
      timeout.setAtIndex(JAVA_LONG, 1, timeoutNs % NANOS_PER_SECOND);
      // The kernel compares once more before it sleeps.
      call(WAIT, Bell.ASLEEP, timeout.address());
    } finally {
      interrupts.finish();
    }
    if (spread) {
      leaveTo(bell.rungBy());
    }
  }

  /** Leaves the core to the ringer if both are on the same. */
  private void leaveTo(int ringer) {
    if (ringer == 0 || ringer != ringer()) {
      return;
    }
    long nowNs = System.nanoTime();
    if (nowNs - movedNs > MOVE_NS) {
      movedNs = nowNs;
      Core.leave(ringer - 1);
    }
  }

  /** The core, counted from 1. */
  @Override
  public int ringer() {
    return spread ? Core.current() + 1 : 0;
  }

  @Override
  public void wake() {
    call(WAKE, 1, 0);
  }

  /** The result says nothing of use: a timeout, a changed word and a signal all end a wait. */
  private long call(long operation, long value, long timeout) {
    try {
      return (long) SYSCALL.invokeExact(number, word.address(), operation, value, timeout, 0L, 0L);
    } catch (Throwable e) {
      throw new RankspaceException(
          ErrorClass.INTERN, "The system call futex cannot be made. Please report this.", e);
    }
  }
}
