package org.rankspace.launch.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.DataInputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.rankspace.job.Connection;
import org.rankspace.job.Message;
import org.rankspace.job.Protocol;

@Timeout(20)
class ControlServerTest {
  private final BlockingQueue<Event> events = new LinkedBlockingQueue<>();
  private final ControlServer server = new ControlServer("secret", 2, events::add);

  @AfterEach
  void close() {
    server.close();
  }

  private Socket socket() throws IOException {
    return new Socket(InetAddress.getLoopbackAddress(), server.port());
  }

  private static Message hello(int protocol, String secret, int rank) {
    return new Message.Hello(protocol, Protocol.version(), secret, rank, 1);
  }

  private boolean isHungUpOn(Message first) throws IOException {
    try (Connection caller = new Connection(socket())) {
      caller.send(first);
      return caller.receive().isEmpty();
    }
  }

  @Test
  void letsARankInAndHearsIt() throws Exception {
    try (Connection rank = new Connection(socket())) {
      rank.send(hello(Protocol.NUMBER, "secret", 1));
      rank.send(new Message.Finished());
      assertThat(events.take()).isInstanceOf(Event.Joined.class);
      assertThat(events.take()).isEqualTo(new Event.Said(1, new Message.Finished()));
    }
  }

  @Test
  void hangsUpOnWhoeverIsNotOneOfOurs() throws Exception {
    assertThat(isHungUpOn(hello(Protocol.NUMBER, "guess", 1))).isTrue();
    assertThat(isHungUpOn(hello(Protocol.NUMBER + 1, "secret", 1))).isTrue();
    assertThat(isHungUpOn(hello(Protocol.NUMBER, "secret", 2))).isTrue();
    assertThat(isHungUpOn(hello(Protocol.NUMBER, "secret", -1))).isTrue();
    assertThat(isHungUpOn(new Message.Finished())).isTrue();
    assertThat(events).isEmpty();
  }

  @Test
  void hangsUpOnWhoeverClaimsATakenRank() throws Exception {
    try (Connection rank = new Connection(socket())) {
      rank.send(hello(Protocol.NUMBER, "secret", 0));
      assertThat(events.take()).isInstanceOf(Event.Joined.class);
      assertThat(isHungUpOn(hello(Protocol.NUMBER, "secret", 0))).isTrue();
    }
  }

  @Test
  void hangsUpOnAStrangerWithoutEndingTheJob() throws Exception {
    try (Socket stranger = socket()) {
      stranger.getOutputStream().write("GET / HTTP/1.1\r\n\r\n".getBytes());
      assertThat(new DataInputStream(stranger.getInputStream()).read()).isEqualTo(-1);
    }
    letsARankInAndHearsIt();
  }
}
