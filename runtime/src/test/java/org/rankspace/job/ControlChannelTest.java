package org.rankspace.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.List;
import java.util.OptionalInt;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.rankspace.error.RankspaceException;

@Timeout(20)
class ControlChannelTest {
  private static final Message.Start START =
      new Message.Start(Message.Kind.COMMAND, "1", List.of("-c"));

  private final ServerSocket server;
  private final Membership membership;
  private final CountDownLatch gone = new CountDownLatch(1);

  ControlChannelTest() throws Exception {
    server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
    membership =
        new Membership(OptionalInt.of(1), 2, "job", "shm", server.getLocalPort(), "secret");
  }

  @AfterEach
  void close() throws Exception {
    server.close();
  }

  private CompletableFuture<ControlChannel> opening() {
    return CompletableFuture.supplyAsync(() -> ControlChannel.open(membership, 1, gone::countDown));
  }

  @Test
  void introducesItselfAndExchanges() throws Exception {
    CompletableFuture<ControlChannel> opening = opening();
    try (Connection launcher = new Connection(server.accept())) {
      assertThat(launcher.receive().orElseThrow())
          .isEqualTo(
              new Message.Hello(
                  Protocol.NUMBER, Protocol.version(), "secret", 1, ProcessHandle.current().pid()));
      launcher.send(START);
      try (ControlChannel channel = opening.join()) {
        assertThat(channel.assignment()).isEqualTo(START);
        CompletableFuture<List<String>> exchange =
            CompletableFuture.supplyAsync(() -> channel.exchange("mine"));
        assertThat(launcher.receive().orElseThrow()).isEqualTo(new Message.Offer("mine"));
        launcher.send(new Message.Gathered(List.of("yours", "mine")));
        assertThat(exchange.join()).containsExactly("yours", "mine");
      }
    }
  }

  @Test
  void saysToWhichQuestionAnAnswerBelongs() throws Exception {
    CompletableFuture<ControlChannel> opening = opening();
    try (Connection launcher = new Connection(server.accept())) {
      launcher.receive();
      launcher.send(START);
      try (ControlChannel channel = opening.join()) {
        channel.describeBy(() -> new Message.State("running", Activity.RUNNING));
        launcher.send(new Message.Ask(7));
        launcher.send(new Message.Ask(8));
        assertThat(launcher.receive().orElseThrow())
            .isEqualTo(new Message.State(7, "running", Activity.RUNNING));
        assertThat(launcher.receive().orElseThrow())
            .isEqualTo(new Message.State(8, "running", Activity.RUNNING));
      }
    }
  }

  @Test
  void tellsThatTheLauncherIsGone() throws Exception {
    CompletableFuture<ControlChannel> opening = opening();
    try (Connection launcher = new Connection(server.accept())) {
      launcher.send(START);
      opening.join();
    }
    gone.await();
    assertThatThrownBy(() -> opening.join().exchange("mine"))
        .isInstanceOf(RankspaceException.class)
        .hasMessage("the job ended during an exchange");
  }

  @Test
  void readsInputUntilItsEnd() throws Exception {
    CompletableFuture<ControlChannel> opening = opening();
    try (Connection launcher = new Connection(server.accept())) {
      launcher.send(START);
      launcher.send(new Message.Input("ab".getBytes()));
      launcher.send(new Message.Input("c".getBytes()));
      launcher.send(new Message.Input(new byte[0]));
      try (ControlChannel channel = opening.join()) {
        assertThat(new String(channel.input().readAllBytes())).isEqualTo("abc");
        assertThat(channel.input().read()).isEqualTo(-1);
      }
    }
  }

  @Test
  void isNotLetInByWhoeverHangsUp() throws Exception {
    CompletableFuture<ControlChannel> opening = opening();
    server.accept().close();
    assertThatThrownBy(opening::join)
        .hasMessageEndingWith("the launcher did not let this rank in: rank=1");
  }
}
