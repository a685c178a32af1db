package org.rankspace.launch.process;

import java.io.FileInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.SymbolLookup;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * SIGQUIT, which the JVM keeps to itself and answers with a dump of threads on standard output.
 *
 * <p>A signal handler must not run Java, so ours is a function of the C library: {@code
 * eventfd_write(fd, value)} writes 8 bytes to a file descriptor, and a handler's first argument is
 * the number of the signal, 3. The command {@code rankrun} keeps descriptor 3 free, by opening
 * {@code /dev/null} there; a pipe takes its place, and a thread reads the pipe's other end.
 */
@SuppressWarnings("restricted") // docs/startup.md: native access is enabled
final class QuitSignal {
  private static final int EVENT_BYTES = 8;

  private QuitSignal() {}

  /**
   * From now on runs {@code action}, in a thread of its own, when the signal comes. Does nothing
   * where the descriptor has not been kept free.
   */
  static void handle(Runnable action) {
    if (!isFree(Signal.QUIT.number())) {
      return;
    }
    Thread.ofPlatform()
        .daemon()
        .name("quit-signal")
        .start(
            () -> {
              try (InputStream events = install()) {
                while (events.readNBytes(EVENT_BYTES).length == EVENT_BYTES) {
                  action.run();
                }
              } catch (IOException e) {
                // no such signals then
              }
            });
  }

  private static boolean isFree(int descriptor) {
    try {
      Path target = Files.readSymbolicLink(Path.of("/proc/self/fd/" + descriptor));
      return target.equals(Path.of("/dev/null"));
    } catch (IOException e) {
      return false;
    }
  }

  private static InputStream install() throws IOException {
    Linker linker = Linker.nativeLinker();
    SymbolLookup library = linker.defaultLookup();
    try (Arena arena = Arena.ofConfined()) {
      MethodHandle pipe =
          linker.downcallHandle(
              library.findOrThrow("pipe"),
              FunctionDescriptor.of(ValueLayout.JAVA_INT, ValueLayout.ADDRESS));
      MethodHandle dup2 =
          linker.downcallHandle(
              library.findOrThrow("dup2"),
              FunctionDescriptor.of(
                  ValueLayout.JAVA_INT, ValueLayout.JAVA_INT, ValueLayout.JAVA_INT));
      MethodHandle signal =
          linker.downcallHandle(
              library.findOrThrow("signal"),
              FunctionDescriptor.of(
                  ValueLayout.ADDRESS, ValueLayout.JAVA_INT, ValueLayout.ADDRESS));
      MemorySegment ends = arena.allocate(ValueLayout.JAVA_INT, 2);
      int quit = Signal.QUIT.number();
      if ((int) pipe.invokeExact(ends) != 0
          || (int) dup2.invokeExact(ends.getAtIndex(ValueLayout.JAVA_INT, 1), quit) != quit) {
        throw new IOException("no pipe for SIGQUIT");
      }
      MemorySegment before =
          (MemorySegment) signal.invokeExact(quit, library.findOrThrow("eventfd_write"));
      assert before != null;
      return new FileInputStream("/dev/fd/" + ends.getAtIndex(ValueLayout.JAVA_INT, 0));
    } catch (IOException e) {
      throw e;
    } catch (Throwable e) {
      throw new IllegalStateException("the C library cannot be called", e);
    }
  }
}
