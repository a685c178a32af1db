package org.rankspace.rank;

import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.rankspace.codec.PayloadOutput;
import org.rankspace.codec.PlainCodec;
import org.rankspace.error.PythonException;
import org.rankspace.error.RankspaceException;
import org.rankspace.job.ControlChannel;
import org.rankspace.job.Message;
import org.rankspace.job.Signals;
import org.rankspace.namespace.Namespace;
import org.rankspace.namespace.Service;

/**
 * A rank that serves: carries out the launcher's calls in its namespace, one after the other. An
 * interrupt comes in by the control channel's thread and means one call: the one that runs gets a
 * SIGINT, one that still waits is not begun, one that has ended is left alone.
 */
final class Serving {
  private static final long NONE = 0;

  /** Three calls each: as many as have the JVM compile what each of them goes through. */
  private static final int REHEARSALS = 1_100;

  /** How many of them come first of all: some tenths of a second, for clients that call at once. */
  private static final int AT_ONCE = 200;

  /** Others of the cluster may still be starting. */
  private static final Duration CALM = Duration.ofSeconds(1);

  private final ControlChannel channel;
  private final Service service;
  private final Rehearsals rehearsals;
  private final Set<Long> cancelled = new HashSet<>();
  private long latest = NONE;
  private boolean running;
  private String interruption;

  Serving(ControlChannel channel, Namespace namespace, int rank) {
    this.channel = channel;
    this.service = namespace.serve(rank, this::interruption);
    this.rehearsals = new Rehearsals(service::rehearse, REHEARSALS);
    channel.interruptBy(this::interrupt);
  }

  /** Does not return: the process ends when the launcher is gone. */
  void run() throws InterruptedException {
    for (int i = 0; i < AT_ONCE && !rehearsals.areOver(); i++) {
      rehearsals.next();
    }
    while (true) {
      Message.Call call = next();
      channel.reply(answer(call));
    }
  }

  private Message.Call next() throws InterruptedException {
    Duration patience = CALM;
    while (!rehearsals.areOver()) {
      Optional<Message.Call> call = channel.nextCall(patience);
      if (call.isPresent()) {
        return call.get();
      }
      rehearsals.next();
      patience = Duration.ZERO;
    }
    return channel.nextCall();
  }

  private Message.Reply answer(Message.Call call) {
    try {
      if (!begin(call.id())) {
        throw new PythonException("KeyboardInterrupt", "", "KeyboardInterrupt, before it began\n");
      }
      return new Message.Reply(call.id(), true, service.answer(call.body()));
    } catch (PythonException e) {
      return failure(call, e.type(), e.text(), e.traceback());
    } catch (RankspaceException e) {
      return failure(call, "RankspaceError", e.getMessage(), "");
    } finally {
      end();
    }
  }

  private static Message.Reply failure(
      Message.Call call, String type, String message, String traceback) {
    PayloadOutput out = new PayloadOutput();
    new PlainCodec().encode(new PlainCodec.Tuple(List.of(type, message, traceback)), out);
    return new Message.Reply(call.id(), false, out.toByteArray());
  }

  private synchronized boolean begin(long id) {
    latest = id;
    interruption = null;
    running = !cancelled.remove(id);
    return running;
  }

  private synchronized void end() {
    running = false;
  }

  private synchronized void interrupt(Message.Interrupt interrupt) {
    if (interrupt.id() > latest) {
      cancelled.add(interrupt.id());
    } else if (interrupt.id() == latest && running) {
      interruption = interrupt.why();
      Signals.raise("INT");
    }
  }

  /** Why, if the SIGINT that the namespace has got is ours and in time; null if not, or again. */
  private synchronized String interruption() {
    String why = running ? interruption : null;
    interruption = null;
    return why;
  }
}
