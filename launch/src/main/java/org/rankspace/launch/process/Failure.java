package org.rankspace.launch.process;

import org.rankspace.error.ExitCode;
import org.rankspace.job.Message;

/**
 * How one rank failed.
 *
 * @param pid of its process
 * @param how continues a sentence that starts with the rank: "called sys.exit(3)"
 * @param exitCode what the job answers if this failure is its first; never 0
 * @param traceback as Python prints it, or empty
 */
record Failure(int rank, long pid, String how, int exitCode, String traceback) {

  /** What the rank itself reported. */
  static Failure reported(int rank, long pid, Message.Failed failed) {
    return new Failure(rank, pid, how(rank, failed), code(failed.code()), failed.traceback());
  }

  private static String how(int rank, Message.Failed failed) {
    String message = failed.message();
    String appendix = message.isEmpty() ? "" : ": " + message;
    return switch (failed.ending()) {
      case RAISED -> "raised " + message;
      case EXITED -> "called sys.exit(" + failed.code() + ")" + appendix;
      case LEFT -> "left by os._exit(" + failed.code() + "), without finalizing";
      case ABORTED ->
          "called abort("
              + failed.code()
              + ")\nMPI_ABORT was invoked on rank "
              + rank
              + " in communicator MPI_COMM_WORLD with errorcode "
              + failed.code()
              + ".";
      case OUT_OF_MEMORY -> "ran out of memory" + appendix;
      case BROKEN -> "could not go on" + appendix;
    };
  }

  /** A rank that said that it failed, and was gone before it could say how. */
  static Failure unexplained(int rank, long pid) {
    return new Failure(
        rank, pid, "raised an exception, and had no time to say which", ExitCode.FAILURE, "");
  }

  /** What the end of a process says whose rank had reported nothing. */
  static Failure ended(int rank, Child child, int code) {
    return new Failure(rank, child.pid(), how(child, code), code(code), "");
  }

  private static String how(Child child, int code) {
    if (code > ExitCode.SIGNAL_BASE) {
      int number = code - ExitCode.SIGNAL_BASE;
      String hint =
          number == Signal.KILL.number() ? "; perhaps because the machine ran out of memory" : "";
      return "was killed by signal " + number + " (" + Signal.name(number) + ")" + hint;
    }
    if (child.isPython()) {
      return code == ExitCode.OK
          ? "left without finalizing"
          : "ended without a word, with exit code " + code;
    }
    return "ended with exit code " + code;
  }

  /** A rank that failed is never a success, and a shell sees the lowest 8 bits only. */
  private static int code(int code) {
    int visible = code & 0xff;
    return visible == ExitCode.OK ? ExitCode.FAILURE : visible;
  }
}
