package org.rankspace.launch.process;

/** The signals that a launcher takes or sends; numbers of Linux on x86-64 and AArch64. */
enum Signal {
  HUP(1),
  INT(2),
  QUIT(3),
  ILL(4),
  ABRT(6),
  BUS(7),
  FPE(8),
  KILL(9),
  USR1(10),
  SEGV(11),
  USR2(12),
  PIPE(13),
  ALRM(14),
  TERM(15),
  CONT(18),
  STOP(19),
  TSTP(20),
  XCPU(24);

  private final int number;

  Signal(int number) {
    this.number = number;
  }

  int number() {
    return number;
  }

  /** The name a user knows, as {@code SIGKILL}; the number where it has none here. */
  static String name(int number) {
    for (Signal signal : values()) {
      if (signal.number == number) {
        return "SIG" + signal.name();
      }
    }
    return "unknown";
  }
}
