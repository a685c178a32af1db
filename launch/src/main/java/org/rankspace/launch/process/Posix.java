package org.rankspace.launch.process;

import org.rankspace.libc.Libc;

/** Signals to other processes. */
final class Posix {
  private Posix() {}

  /** Sends to one process. Does nothing when it is gone. */
  static void signal(long pid, Signal signal) {
    kill(Math.toIntExact(pid), signal.number());
  }

  /** Sends to every process of a group. Does nothing when there is none. */
  static void signalGroup(long leader, Signal signal) {
    kill(-Math.toIntExact(leader), signal.number());
  }

  private static void kill(int pid, int number) {
    Libc.call("kill", pid, number, 0);
  }
}
