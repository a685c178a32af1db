package org.rankspace.launch.process;

import java.io.InputStream;
import java.io.OutputStream;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import org.rankspace.error.ErrorClass;
import org.rankspace.error.ExitCode;
import org.rankspace.error.RankspaceException;

/** A process of the job; leads a process group of its own where {@code grouped}. */
final class Child {
  private final ProcessHandle process;
  private final List<Integer> ranks;
  private final boolean python;
  private final boolean grouped;
  private final CompletableFuture<Integer> end;
  private final Pipes pipes;
  private volatile boolean released;

  /**
   * Its standard streams, as the launcher has them; null for each that is somebody else's.
   *
   * @param in writes to its standard input
   */
  record Pipes(OutputStream in, InputStream out, InputStream err) {}

  private Child(
      ProcessHandle process,
      List<Integer> ranks,
      boolean python,
      boolean grouped,
      CompletableFuture<Integer> end,
      Pipes pipes) {
    this.process = process;
    this.ranks = List.copyOf(ranks);
    this.python = python;
    this.grouped = grouped;
    this.end = end;
    this.pipes = pipes;
  }

  /**
   * One that this launcher has started.
   *
   * @param ranks those that it hosts
   * @param grouped whether its process group has its pid, so that its children can be reached
   */
  static Child started(Process process, List<Integer> ranks, boolean python, boolean grouped) {
    return new Child(
        process.toHandle(),
        ranks,
        python,
        grouped,
        process.onExit().thenApply(Process::exitValue),
        new Pipes(process.getOutputStream(), process.getInputStream(), process.getErrorStream()));
  }

  /**
   * One that had been waiting for a job; it leads a group.
   *
   * @param end completed with an exit code when it is gone
   */
  static Child takenOver(long pid, int rank, CompletableFuture<Integer> end, Pipes pipes) {
    ProcessHandle process = ProcessHandle.of(pid).orElse(null);
    if (process == null) {
      throw new RankspaceException(ErrorClass.OTHER, "the process is gone: pid=" + pid);
    }
    return new Child(process, List.of(rank), true, true, end, pipes);
  }

  Pipes pipes() {
    return pipes;
  }

  /**
   * Waits until it is gone or has left the job; returns its exit code, as a shell would give it.
   */
  int awaitEnd() throws InterruptedException {
    try {
      return end.get();
    } catch (ExecutionException e) {
      throw new IllegalStateException(e);
    }
  }

  /** It has ended its part in the job well, and lives on without it. */
  void release() {
    released = true;
    end.complete(ExitCode.OK);
  }

  List<Integer> ranks() {
    return ranks;
  }

  long pid() {
    return process.pid();
  }

  boolean isReleased() {
    return released;
  }

  /** Whether ours is the program that speaks to the launcher. */
  boolean isPython() {
    return python;
  }

  /** Whether its process group has its pid. */
  boolean grouped() {
    return grouped;
  }

  /** To the process alone. */
  void signal(Signal signal) {
    if (!released && process.isAlive()) {
      Posix.signal(pid(), signal);
    }
  }

  /** To the process and all that it has started. */
  void signalAll(Signal signal) {
    if (grouped && !released) {
      Posix.signalGroup(pid(), signal);
    } else {
      signal(signal);
    }
  }
}
