package org.rankspace.job;

import java.util.ArrayList;
import java.util.List;
import sun.misc.Signal;
import sun.misc.SignalHandler;

/** The signals of this process. */
public final class Signals {
  private static final List<String> HANDLED =
      List.of(
          "HUP", "USR1", "USR2", "ALRM", "VTALRM", "PROF", "PIPE", "CHLD", "CONT", "TSTP", "TTIN",
          "TTOU", "URG", "XCPU", "XFSZ", "WINCH", "IO", "PWR", "SYS", "STKFLT", "TRAP", "ABRT");

  private Signals() {}

  /**
   * From now on runs {@code action}, in a thread of its own, when the signal comes. Does nothing
   * where the JVM keeps the signal to itself.
   *
   * @param name without SIG, as {@code INT}
   */
  public static void handle(String name, Runnable action) {
    try {
      Signal.handle(new Signal(name), signal -> action.run());
    } catch (IllegalArgumentException e) {
      // the JVM's, or unknown to this system: it stays as it is
    }
  }

  /**
   * What happens now on the signals that a program may want to handle, INT and TERM excepted.
   *
   * @return makes it so again
   */
  public static Runnable remember() {
    List<Runnable> restoring = new ArrayList<>();
    for (String name : HANDLED) {
      try {
        Signal signal = new Signal(name);
        SignalHandler before = Signal.handle(signal, SignalHandler.SIG_DFL);
        Signal.handle(signal, before);
        restoring.add(() -> Signal.handle(signal, before));
      } catch (IllegalArgumentException e) {
        // not to be handled here, so no program can have
      }
    }
    return () -> restoring.forEach(Runnable::run);
  }

  /**
   * Sends this process a signal, for which there must be a handler.
   *
   * @param name without SIG, as {@code INT}
   */
  public static void raise(String name) {
    Signal.raise(new Signal(name));
  }
}
