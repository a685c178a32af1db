package org.rankspace.rank;

import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.IntConsumer;
import org.rankspace.error.ExitCode;
import org.rankspace.job.Membership;
import org.rankspace.job.Signals;
import org.rankspace.namespace.Interpreter;
import org.rankspace.pool.Berth;
import org.rankspace.transport.Transport;
import org.rankspace.transport.Transports;
import org.rankspace.transport.local.LocalNetwork;

/**
 * The ranks that one process is, one after the other, each of a job of its own. They share compiled
 * code and nothing else. {@link #run} is their thread.
 */
final class Succession {
  private final Optional<Idling> idling;
  private final IntConsumer exit;
  private final CompletableFuture<Interpreter> interpreter;
  private volatile Rank current;

  /**
   * @param processes how many such processes start at the same time
   * @param idling what the process does between two jobs; empty where it has one only
   * @param exit ends the process
   */
  Succession(int processes, Optional<Idling> idling, IntConsumer exit) {
    this.idling = idling;
    this.exit = exit;
    this.interpreter = Interpreters.starting(processes, () -> idling.ifPresent(Idling::begin));
  }

  /** Returns the exit code of the process. */
  int run(Membership first) {
    listen();
    Membership membership = first;
    Surroundings surroundings = Surroundings.ofThisProcess();
    while (true) {
      Lifeline lifeline =
          Lifeline.open(
              membership,
              membership.rank().orElseThrow(),
              () -> exit.accept(ExitCode.KILLED),
              exit);
      idling.ifPresent(Idling::joined);
      Rank rank = rank(membership, lifeline, surroundings);
      current = rank;
      int code = rank.run();
      if (code != ExitCode.OK || idling.isEmpty()) {
        return code;
      }
      Optional<Berth.Turn> turn = next(rank, lifeline);
      if (turn.isEmpty()) {
        return code;
      }
      membership = turn.get().handover().membership();
      surroundings = Surroundings.of(turn.get().handover());
    }
  }

  private Rank rank(Membership membership, Lifeline lifeline, Surroundings surroundings) {
    return Rank.ofProcess(
        membership, lifeline, interpreter, line -> transport(membership, line), surroundings);
  }

  private static Transport transport(Membership membership, Lifeline lifeline) {
    return membership.size() == 1
        ? new LocalNetwork(1).transport(0)
        : Transports.open(
            membership.transport(),
            lifeline.channel(),
            membership.rank().orElseThrow(),
            membership.size(),
            membership.job());
  }

  private Optional<Berth.Turn> next(Rank rank, Lifeline lifeline) {
    current = null;
    Interpreter ours = interpreter.join();
    ours.restoreLostCode(); // at once, for the next job may come at once
    boolean closed = rank.close();
    listen();
    if (!closed) {
      idling.orElseThrow().leave();
      return Optional.empty();
    }
    return idling
        .orElseThrow()
        .next(lifeline.channel(), () -> Rank.prepare(ours), ours::anticipate, ours::getReady);
  }

  /** What the launcher tells this process without words. */
  private void listen() {
    Signals.handle("INT", this::interrupt);
    Signals.handle("TERM", () -> exit.accept(ExitCode.TERMINATED));
    Thread.setDefaultUncaughtExceptionHandler((thread, error) -> die(error));
  }

  private void interrupt() {
    Rank rank = current;
    if (rank != null) {
      rank.interrupt();
    }
  }

  private void die(Throwable error) {
    Rank rank = current;
    if (rank != null) {
      rank.die(error);
    }
    System.err.println("rankspace: " + error);
    exit.accept(ExitCode.FAILURE);
  }
}
