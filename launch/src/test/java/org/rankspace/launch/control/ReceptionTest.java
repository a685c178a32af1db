package org.rankspace.launch.control;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.rankspace.launch.Await.await;

import java.io.DataOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.rankspace.error.ErrorClass;
import org.rankspace.error.RankspaceException;
import org.rankspace.launch.link.Frame;
import org.rankspace.launch.link.Line;
import org.rankspace.launch.link.Login;

/** What a stranger can do to a controller: nothing but be hung up on. */
@Timeout(30)
class ReceptionTest {
  private static final String SECRET = "5e".repeat(32);

  private final List<String> log = new CopyOnWriteArrayList<>();
  private Reception reception;
  private Line friend;

  /** Answers a status with itself. */
  private static void take(Frame frame, Asker asker) {
    if (!(frame instanceof Frame.Status(int id))) {
      throw new RankspaceException(ErrorClass.OTHER, "not for a controller");
    }
    asker.tell(new Frame.Result(id, 0, new byte[] {1, 0}));
  }

  @BeforeEach
  void open() throws IOException {
    reception = new Reception(SECRET, 4, ReceptionTest::take, log::add);
    friend = line();
    assertThat(Login.enter(friend, SECRET)).isEqualTo(4);
  }

  /** Whatever a test has done, the connection that was there before still works. */
  @AfterEach
  void theOthersDoNotNotice() {
    friend.send(new Frame.Status(7));
    assertThat(friend.receive())
        .hasValueSatisfying(f -> assertThat(f).isInstanceOf(Frame.Result.class));
    friend.close();
    reception.close();
  }

  private Socket socket() throws IOException {
    return new Socket(InetAddress.getLoopbackAddress(), reception.port());
  }

  private Line line() throws IOException {
    return new Line(socket());
  }

  private void awaitLog(String text) {
    await(() -> log.stream().anyMatch(line -> line.contains(text)));
  }

  @Test
  void doesNotLetInWhoDoesNotKnowTheSecret() throws IOException {
    try (Line stranger = line()) {
      assertThatThrownBy(() -> Login.enter(stranger, "00".repeat(32)))
          .hasMessage("cannot talk to the controller: the secret is not right");
    }
    awaitLog("hung up: it did not prove that it knows the secret");
  }

  @Test
  void doesNotListenToWhoHasNotLoggedIn() throws IOException {
    try (Line stranger = line()) {
      stranger.receive();
      stranger.send(new Frame.Stop());
      assertThat(stranger.receive()).isEmpty();
    }
    awaitLog("hung up: it did not prove");
  }

  @Test
  void doesNotTakeAProofAgain() throws IOException {
    byte[] nonce = new byte[32];
    try (Line stranger = line()) {
      stranger.receive();
      stranger.send(new Frame.Login(nonce, nonce));
      assertThat(stranger.receive()).isEmpty();
    }
  }

  @Test
  void hangsUpOnAStrangerWhoseFrameIsTooLong() throws IOException {
    try (Socket stranger = socket()) {
      new DataOutputStream(stranger.getOutputStream()).writeInt(5000);
      awaitLog("hung up: malformed frame: length out of range: length=5000, limit=4096");
    }
  }

  @Test
  void hangsUpOnAStrangerWhoSpeaksAnotherLanguage() throws IOException {
    try (Socket stranger = socket()) {
      stranger.getOutputStream().write("GET / HTTP/1.1\r\n\r\n".getBytes());
      awaitLog("hung up: malformed frame: length out of range");
    }
  }

  @Test
  void hangsUpOnAClientThatSendsNonsense() throws IOException {
    try (Line client = line()) {
      Login.enter(client, SECRET);
      client.send(new Frame.Result(1, 1, new byte[0]));
      assertThat(client.receive()).isEmpty();
    }
    awaitLog("hung up: not for a controller");
  }

  @Test
  void hangsUpOnAClientWhoseFrameIsTooLong() throws IOException {
    try (Socket socket = socket();
        Line client = new Line(socket)) {
      Login.enter(client, SECRET);
      new DataOutputStream(socket.getOutputStream()).writeInt(Line.MOST_BYTES + 1);
      assertThat(client.receive()).isEmpty();
    }
    awaitLog("hung up: malformed frame: length out of range: length=1073741825, limit=1073741824");
  }
}
