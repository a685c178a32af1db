package org.rankspace.launch.process;

import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;

/** The calls of the C library that Java has no word for. */
@SuppressWarnings("restricted") // docs/startup.md: native access is enabled
final class Posix {
  private Posix() {}

  /** Loaded when the first signal is sent, which most jobs never do. */
  private static final class Kill {
    private static final MethodHandle HANDLE =
        Linker.nativeLinker()
            .downcallHandle(
                Linker.nativeLinker().defaultLookup().findOrThrow("kill"),
                FunctionDescriptor.of(
                    ValueLayout.JAVA_INT, ValueLayout.JAVA_INT, ValueLayout.JAVA_INT));
  }

  /** Sends to one process. Does nothing when it is gone. */
  static void signal(long pid, Signal signal) {
    kill(Math.toIntExact(pid), signal.number());
  }

  /** Sends to every process of a group. Does nothing when there is none. */
  static void signalGroup(long leader, Signal signal) {
    kill(-Math.toIntExact(leader), signal.number());
  }

  private static void kill(int pid, int number) {
    try {
      int failed = (int) Kill.HANDLE.invokeExact(pid, number);
      assert failed <= 0;
    } catch (Throwable e) {
      throw new IllegalStateException("kill(2) cannot be called", e);
    }
  }
}
