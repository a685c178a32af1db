package org.rankspace.launch.process;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import org.rankspace.error.RankspaceException;
import org.rankspace.job.Connection;
import org.rankspace.job.Message;
import org.rankspace.job.Protocol;

/**
 * Where the ranks of one job connect. Whoever does not know the secret, speaks another protocol,
 * claims a rank that is taken or sends nonsense is hung up on, and nothing else happens.
 *
 * <p>One thread accepts, one per connection receives; all are daemons.
 */
final class ControlServer implements AutoCloseable {
  private static final int MOST_HELLO_BYTES = 4096;
  private static final Duration HELLO_PATIENCE = Duration.ofSeconds(10);
  private static final int BACKLOG = 1024;

  private final ServerSocket socket;
  private final String secret;
  private final int size;
  private final Consumer<Event> events;
  private final Map<Integer, Thread> receivers = new ConcurrentHashMap<>();

  ControlServer(String secret, int size, Consumer<Event> events) {
    this.secret = secret;
    this.size = size;
    this.events = events;
    try {
      this.socket = new ServerSocket(0, BACKLOG, InetAddress.getLoopbackAddress());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    Thread.ofPlatform().daemon().name("control").start(this::accept);
  }

  int port() {
    return socket.getLocalPort();
  }

  /** Waits until all that {@code rank} has said is heard, once its process is gone. */
  void drain(int rank, Duration patience) throws InterruptedException {
    Thread receiver = receivers.get(rank);
    if (receiver != null) {
      receiver.join(patience);
    }
  }

  @Override
  public void close() {
    try {
      socket.close();
    } catch (IOException e) {
      // nothing of it is left to be closed
    }
  }

  private void accept() {
    while (!socket.isClosed()) {
      try {
        Socket caller = socket.accept();
        Thread.ofPlatform().daemon().name("control-caller").start(() -> serve(caller));
      } catch (IOException e) {
        // closed, or one caller less
      }
    }
  }

  private void serve(Socket caller) {
    try (Connection connection = new Connection(caller)) {
      Optional<Message> first = connection.receiveFirst(MOST_HELLO_BYTES, HELLO_PATIENCE);
      if (first.orElse(null) instanceof Message.Hello hello && admits(hello)) {
        receive(hello.rank(), connection);
      }
    } catch (RankspaceException | UncheckedIOException e) {
      // not one of ours, or no longer: hanging up is all there is to do
    }
  }

  private void receive(int rank, Connection connection) {
    events.accept(new Event.Joined(rank, connection));
    for (Optional<Message> next = connection.receive();
        next.isPresent();
        next = connection.receive()) {
      events.accept(new Event.Said(rank, next.get()));
    }
  }

  private boolean admits(Message.Hello hello) {
    return hello.protocol() == Protocol.NUMBER
        && hello.version().equals(Protocol.version())
        && MessageDigest.isEqual(bytes(hello.secret()), bytes(secret))
        && hello.rank() >= 0
        && hello.rank() < size
        && receivers.putIfAbsent(hello.rank(), Thread.currentThread()) == null;
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
