package org.rankspace.rank;

import java.io.File;
import org.rankspace.libc.Libc;

/**
 * The processes that programs in this one have started and left: its children, and whoever is in
 * its process group or session, which it leads. By system calls: reading what {@code /proc} has to
 * say of each process of the machine takes ten times as long.
 */
final class Kin {
  private static final int ANY = -1;

  /** WNOHANG and __WALL, see waitpid(2). */
  private static final int AT_ONCE = 0x40000001;

  private Kin() {}

  /** One of them, in words; empty if there is none. */
  static String any() {
    if (Libc.call("waitpid", ANY, 0, AT_ONCE) != ANY) {
      return "a child";
    }
    int self = (int) ProcessHandle.current().pid();
    String[] names = new File("/proc").list();
    if (names == null) {
      return "unknown"; // a system without /proc has no pool either
    }
    for (String name : names) {
      if (Character.isDigit(name.charAt(0))) {
        int pid = Integer.parseInt(name);
        if (pid != self && isAmongThoseOf(self, pid)) {
          return name;
        }
      }
    }
    return "";
  }

  private static boolean isAmongThoseOf(int self, int pid) {
    return Libc.call("getpgid", pid, 0, 0) == self || Libc.call("getsid", pid, 0, 0) == self;
  }
}
