package org.rankspace.job;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.rankspace.error.ErrorClass;
import org.rankspace.error.RankspaceException;

/**
 * A rank's line to its launcher. One daemon thread receives; every method may be called by any
 * thread, and {@link #exchange} by one at a time.
 */
public final class ControlChannel implements Exchange, AutoCloseable {
  private static final int MOST_OUTPUT_BYTES = 1 << 20;

  private final Connection connection;
  private final Message.Start assignment;
  private final Runnable launcherGone;
  private final BlockingQueue<Optional<List<String>>> gathered = new LinkedBlockingQueue<>();
  private final InputFeed input = new InputFeed();
  private final BlockingQueue<Message.Call> calls = new LinkedBlockingQueue<>();
  private volatile Consumer<Message.Interrupt> interrupter = interrupt -> {};
  private volatile Supplier<Message.State> state =
      () -> new Message.State("starting", Activity.RUNNING);
  private volatile boolean allFinished;
  private volatile boolean closed;

  private ControlChannel(Connection connection, Message.Start assignment, Runnable launcherGone) {
    this.connection = connection;
    this.assignment = assignment;
    this.launcherGone = launcherGone;
  }

  /**
   * Connects as {@code rank} and waits to be told what to run.
   *
   * @param launcherGone called once, by the receiving thread, when the connection is lost
   * @throws RankspaceException when the launcher cannot be reached or does not let us in
   */
  public static ControlChannel open(Membership membership, int rank, Runnable launcherGone) {
    Connection connection = connect(membership.controlPort());
    connection.send(
        new Message.Hello(
            Protocol.NUMBER,
            Protocol.version(),
            membership.secret(),
            rank,
            ProcessHandle.current().pid()));
    if (connection.receive().orElse(null) instanceof Message.Start assignment) {
      ControlChannel channel = new ControlChannel(connection, assignment, launcherGone);
      Thread.ofPlatform().daemon().name("control-" + rank).start(channel::receive);
      return channel;
    }
    connection.close();
    throw new RankspaceException(
        ErrorClass.OTHER, "the launcher did not let this rank in: rank=" + rank);
  }

  private static Connection connect(int port) {
    try {
      return new Connection(new Socket(InetAddress.getLoopbackAddress(), port));
    } catch (IOException e) {
      throw new RankspaceException(
          ErrorClass.OTHER, "cannot reach the launcher: port=" + port + ", why=" + e, e);
    }
  }

  /** What this rank is to run. */
  public Message.Start assignment() {
    return assignment;
  }

  @Override
  public List<String> exchange(String mine) {
    connection.send(new Message.Offer(mine));
    try {
      Optional<List<String>> everyones = gathered.take();
      return everyones.orElseThrow(
          () -> new RankspaceException(ErrorClass.OTHER, "the job ended during an exchange"));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new RankspaceException(ErrorClass.OTHER, "interrupted during an exchange", e);
    }
  }

  /** Says that the program ended well. */
  public void finished() {
    connection.send(new Message.Finished());
  }

  /** True once every rank's program has ended well. */
  public boolean allFinished() {
    return allFinished;
  }

  /** Has the launcher tell the user something. */
  public void notice(String text) {
    connection.send(new Message.Notice(text));
  }

  /** Says that this process has no part in the job any more, and hangs up. */
  public void released() {
    closed = true;
    connection.send(new Message.Released());
    connection.close();
  }

  /** Says that the program has ended otherwise, before it is known how to put it. */
  public void failing() {
    connection.send(new Message.Failing());
  }

  /** Says that the program ended otherwise; the last thing a rank says. */
  public void failed(Message.Failed how) {
    connection.send(how);
  }

  /** What the launcher is told when it asks what this rank is doing; called by our thread. */
  public void describeBy(Supplier<Message.State> state) {
    this.state = state;
  }

  /** Standard output or error by way of the launcher, for a rank that has no pipes of its own. */
  public OutputStream output(Message.Stream stream) {
    return new OutputStream() {
      @Override
      public void write(int b) {
        write(new byte[] {(byte) b}, 0, 1);
      }

      @Override
      public void write(byte[] bytes, int offset, int length) {
        for (int from = offset; from < offset + length; from += MOST_OUTPUT_BYTES) {
          int to = Math.min(from + MOST_OUTPUT_BYTES, offset + length);
          connection.send(new Message.Output(stream, Arrays.copyOfRange(bytes, from, to)));
        }
      }
    };
  }

  /** Standard input by way of the launcher. */
  public InputStream input() {
    return input;
  }

  /** Waits for the next thing that a rank that serves is to do. */
  public Message.Call nextCall() throws InterruptedException {
    return calls.take();
  }

  /** As {@link #nextCall()}, but waits no longer than this; empty when nothing has come. */
  public Optional<Message.Call> nextCall(Duration patience) throws InterruptedException {
    return Optional.ofNullable(calls.poll(patience.toNanos(), TimeUnit.NANOSECONDS));
  }

  /** Says what came of a call. */
  public void reply(Message.Reply reply) {
    connection.send(reply);
  }

  /** What to do when a call is to be interrupted; called by our thread. */
  public void interruptBy(Consumer<Message.Interrupt> interrupter) {
    this.interrupter = interrupter;
  }

  /** Hangs up; {@code launcherGone} is not called any more. */
  @Override
  public void close() {
    closed = true;
    connection.close();
  }

  private void receive() {
    try {
      for (Optional<Message> next = connection.receive();
          next.isPresent();
          next = connection.receive()) {
        take(next.get());
      }
    } finally {
      gathered.add(Optional.empty());
      if (!closed) {
        launcherGone.run();
      }
    }
  }

  private void take(Message message) {
    switch (message) {
      case Message.Gathered(List<String> values) -> gathered.add(Optional.of(values));
      case Message.Input(byte[] bytes) -> input.feed(bytes);
      case Message.Call call -> calls.add(call);
      case Message.Interrupt interrupt -> interrupter.accept(interrupt);
      case Message.Ask(long question) -> connection.send(state.get().to(question));
      case Message.AllFinished() -> allFinished = true;
      default ->
          throw new RankspaceException(ErrorClass.INTERN, "not for a rank: message=" + message);
    }
  }
}
