package org.rankspace.launch.control;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import org.rankspace.codec.PayloadOutput;
import org.rankspace.codec.PlainCodec;
import org.rankspace.job.Connection;
import org.rankspace.job.Message;
import org.rankspace.launch.link.Frame;

/**
 * One rank as the controller sees it: the calls that it has not answered, oldest first. Calls that
 * come before the rank does wait for it. Thread-safe.
 */
final class Seat {
  /** The type of the failure of calls to a rank that is gone. */
  static final String RANK_DIED = "RankDied";

  /** No call has this number. */
  static final long NONE = 0;

  private record Pending(long id, Asker asker, int request, byte[] call) {
    Pending withoutCall() {
      return new Pending(id, asker, request, null);
    }
  }

  private enum State {
    STARTING,
    SERVING,
    DEAD
  }

  private final int rank;
  private final Deque<Pending> pending = new ArrayDeque<>();
  private State state = State.STARTING;
  private Connection connection;
  private long latest;
  private String death = "";

  Seat(int rank) {
    this.rank = rank;
  }

  /** The rank has come. */
  synchronized void seat(Connection connection) {
    this.connection = connection;
    state = State.SERVING;
    int waiting = pending.size();
    for (int i = 0; i < waiting; i++) {
      Pending next = pending.remove();
      connection.send(new Message.Call(next.id, next.call));
      pending.add(next.withoutCall());
    }
  }

  /** Passes a call on, or fails it at once if the rank is gone. */
  synchronized void call(Asker asker, int request, byte[] call) {
    latest++;
    Pending mine = new Pending(latest, asker, request, call);
    switch (state) {
      case STARTING -> pending.add(mine);
      case SERVING -> {
        pending.add(mine.withoutCall());
        connection.send(new Message.Call(latest, call));
      }
      case DEAD -> asker.tell(failure(request));
    }
  }

  /** Interrupts what this request still does here. */
  synchronized void interrupt(Asker asker, int request) {
    if (state == State.SERVING) {
      pending.stream()
          .filter(p -> p.asker == asker && p.request == request)
          .forEach(p -> connection.send(new Message.Interrupt(p.id, "")));
    }
  }

  /**
   * Asks the rank what it is doing, if it has been called.
   *
   * @param question comes back in the answer
   * @return the call that it is at; {@link #NONE} if it is not asked
   */
  synchronized long ask(long question) {
    if (state != State.SERVING || pending.isEmpty()) {
      return NONE;
    }
    connection.send(new Message.Ask(question));
    return pending.peek().id;
  }

  /** The latest call; {@link #NONE} before the first. */
  synchronized long latest() {
    return latest;
  }

  /** Ends the call that the rank is at with an error that says why, if it is still this one. */
  synchronized void fail(long call, String why) {
    if (state == State.SERVING && !pending.isEmpty() && pending.peek().id == call) {
      connection.send(new Message.Interrupt(call, why));
    }
  }

  /** The rank has written something: its oldest call has, if there is one. */
  synchronized boolean output(Message.Output output) {
    Pending oldest = pending.peek();
    if (oldest == null) {
      return false;
    }
    int stream = output.stream() == Message.Stream.OUT ? 1 : 2;
    oldest.asker.tell(new Frame.Output(oldest.request, rank, stream, output.bytes()));
    return true;
  }

  /** The rank has answered its oldest call. */
  synchronized void reply(Message.Reply reply) {
    Pending oldest = pending.remove();
    oldest.asker.tell(
        reply.well()
            ? new Frame.Result(oldest.request, rank, reply.body())
            : new Frame.Failure(oldest.request, rank, reply.body()));
  }

  /**
   * The rank is gone, and with it what it should have done.
   *
   * @param how in words
   */
  synchronized void bury(String how) {
    state = State.DEAD;
    death = how;
    pending.forEach(p -> p.asker.tell(failure(p.request)));
    pending.clear();
  }

  /** One word, and for a rank that is gone, how it went. */
  synchronized String describe() {
    return switch (state) {
      case STARTING -> "starting";
      case SERVING -> pending.isEmpty() ? "idle" : "busy";
      case DEAD -> "dead (" + death + ")";
    };
  }

  /** Calls that have not been answered. */
  synchronized int pending() {
    return pending.size();
  }

  private Frame failure(int request) {
    String text = "rank " + rank + " is gone: " + death;
    PayloadOutput out = new PayloadOutput();
    new PlainCodec()
        .encode(
            new PlainCodec.Tuple(List.of(RANK_DIED, text, RANK_DIED + ": " + text + "\n")), out);
    return new Frame.Failure(request, rank, out.toByteArray());
  }
}
