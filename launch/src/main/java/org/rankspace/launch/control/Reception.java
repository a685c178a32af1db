package org.rankspace.launch.control;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.rankspace.error.RankspaceException;
import org.rankspace.launch.link.Frame;
import org.rankspace.launch.link.Line;
import org.rankspace.launch.link.Login;

/**
 * Where clients connect, on the loopback address. Whoever does not know the secret or sends
 * nonsense is hung up on, with a line in the log, and nothing else happens.
 */
final class Reception implements AutoCloseable {
  /** What clients ask for. */
  interface Desk {
    /** A frame has come; {@code RankspaceException} hangs up. */
    void take(Frame frame, Asker asker);
  }

  private final ServerSocket socket;
  private final String secret;
  private final int ranks;
  private final Desk desk;
  private final Consumer<String> log;
  private final AtomicInteger visitors = new AtomicInteger();

  Reception(String secret, int ranks, Desk desk, Consumer<String> log) {
    this.secret = secret;
    this.ranks = ranks;
    this.desk = desk;
    this.log = log;
    try {
      socket = new ServerSocket(0, 0, InetAddress.getLoopbackAddress());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    Thread.ofPlatform().daemon().name("reception").start(this::accept);
  }

  int port() {
    return socket.getLocalPort();
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
        String name = "client-" + visitors.incrementAndGet();
        Thread.ofPlatform().daemon().name(name).start(() -> serve(caller, name));
      } catch (IOException e) {
        // closed, or one caller less
      }
    }
  }

  private void serve(Socket caller, String name) {
    try (Line line = new Line(caller)) {
      if (!Login.admit(line, secret, ranks)) {
        log.accept(name + ": hung up: it did not prove that it knows the secret");
        return;
      }
      log.accept(name + ": connected");
      receive(line, name);
      log.accept(name + ": gone");
    } catch (RankspaceException e) {
      log.accept(name + ": hung up: " + e.getMessage());
    } catch (IOException | UncheckedIOException e) {
      log.accept(name + ": gone: " + e.getMessage());
    }
  }

  private void receive(Line line, String name) {
    try (Visitor visitor = new Visitor(line, name)) {
      for (Optional<Frame> next = line.receive(); next.isPresent(); next = line.receive()) {
        desk.take(next.get(), visitor);
      }
    }
  }
}
