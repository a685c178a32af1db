package org.rankspace.libc;

import java.util.ArrayList;
import java.util.List;

/**
 * Starts programs by posix_spawn(3). {@link ProcessBuilder} can do more, but looks for a logger in
 * each jar first, which takes a young JVM 15 ms.
 */
public final class Spawn {
  /** Room for a posix_spawn_file_actions_t, which has 80 bytes in the libraries we know. */
  private static final int ACTIONS_BYTES = 256;

  private static final String USUAL_PATH = "/usr/bin:/bin";
  private static final String NOWHERE = "/dev/null";
  private static final int WRITE_ONLY = 1;

  private Spawn() {}

  /**
   * Starts a program that reads from a descriptor of this process and whose output goes nowhere. It
   * has this process's directory, of its environment the {@code PATH}, and all its descriptors that
   * are not closed when a program begins.
   *
   * @param words the program's path, then its arguments
   * @return its process id, to be {@linkplain #await waited for}; -1 when the system refuses
   */
  public static int start(int input, String... words) {
    List<Struct> kept = new ArrayList<>();
    Struct actions = keep(Struct.of(ACTIONS_BYTES), kept);
    Libc.call("posix_spawn_file_actions_init", actions.address(), 0, 0);
    try (Struct pid = Struct.of(Integer.BYTES)) {
      Libc.call("posix_spawn_file_actions_adddup2", actions.address(), input, 0);
      Libc.call(
          "posix_spawn_file_actions_addopen",
          actions.address(),
          1,
          keep(Struct.of(NOWHERE), kept).address(),
          WRITE_ONLY,
          0,
          0);
      Libc.call("posix_spawn_file_actions_adddup2", actions.address(), 1, 2);
      int error =
          Libc.call(
              "posix_spawn",
              pid.address(),
              keep(Struct.of(words[0]), kept).address(),
              actions.address(),
              0,
              texts(kept, words),
              texts(kept, "PATH=" + System.getenv().getOrDefault("PATH", USUAL_PATH)));
      return error == 0 ? pid.getInt(0) : -1;
    } finally {
      Libc.call("posix_spawn_file_actions_destroy", actions.address(), 0, 0);
      kept.forEach(Struct::close);
    }
  }

  /** Waits for the end of a program that was started here. */
  public static void await(int pid) {
    Libc.call("waitpid", pid, 0, 0);
  }

  /** The address of an array of texts, with a zero at its end. */
  private static long texts(List<Struct> kept, String... texts) {
    Struct array = keep(Struct.of(Long.BYTES * (texts.length + 1)), kept);
    for (int i = 0; i < texts.length; i++) {
      array.putLong(Long.BYTES * i, keep(Struct.of(texts[i]), kept).address());
    }
    return array.address();
  }

  private static Struct keep(Struct struct, List<Struct> kept) {
    kept.add(struct);
    return struct;
  }
}
