package org.rankspace.launch.process;

import java.io.FileInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import org.rankspace.libc.Libc;

/**
 * SIGQUIT, which the JVM keeps to itself and answers with a dump of threads on standard output.
 *
 * <p>A signal handler must not run Java, so ours is a function of the C library: {@code
 * eventfd_write(fd, value)} writes 8 bytes to a file descriptor, and a handler's first argument is
 * the number of the signal, 3. The command {@code rankrun} keeps descriptor 3 free, by opening
 * {@code /dev/null} there; a pipe takes its place, and a thread reads the pipe's other end.
 */
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
    int quit = Signal.QUIT.number();
    int[] ends = Libc.pipe();
    if (ends == null || Libc.call("dup2", ends[1], quit, 0) != quit) {
      throw new IOException("no pipe for SIGQUIT");
    }
    Libc.call("signal", quit, Libc.address("eventfd_write"), 0);
    return new FileInputStream("/dev/fd/" + ends[0]);
  }
}
