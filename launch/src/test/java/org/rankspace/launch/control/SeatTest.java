package org.rankspace.launch.control;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.rankspace.codec.PayloadInput;
import org.rankspace.codec.PlainCodec;
import org.rankspace.job.Connection;
import org.rankspace.job.Message;
import org.rankspace.launch.link.Frame;

@Timeout(20)
class SeatTest {
  private static final byte[] CALL = {1, 0};

  private final Seat seat = new Seat(3);
  private final List<Frame> told = new ArrayList<>();
  private final Asker asker = told::add;
  private Connection ours;
  private Connection ranks;

  @BeforeEach
  void connect() throws IOException {
    try (ServerSocket server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      ranks = new Connection(new Socket(server.getInetAddress(), server.getLocalPort()));
      ours = new Connection(server.accept());
    }
  }

  @AfterEach
  void close() {
    ours.close();
    ranks.close();
  }

  private Message received() {
    return ranks.receive().orElseThrow();
  }

  @Test
  void passesCallsOnInOrderAlsoThoseThatCameBeforeTheRank() {
    seat.call(asker, 10, CALL);
    seat.call(asker, 11, CALL);
    assertThat(seat.describe()).isEqualTo("starting");
    seat.seat(ours);
    seat.call(asker, 12, CALL);
    for (long id = 1; id <= 3; id++) {
      assertThat(received()).usingRecursiveComparison().isEqualTo(new Message.Call(id, CALL));
    }
    assertThat(seat.describe()).isEqualTo("busy");
  }

  @Test
  void givesOutputAndAnswersToWhoAsked() {
    seat.seat(ours);
    seat.call(asker, 10, CALL);
    assertThat(seat.output(new Message.Output(Message.Stream.ERR, CALL))).isTrue();
    seat.reply(new Message.Reply(1, true, CALL));
    assertThat(seat.output(new Message.Output(Message.Stream.OUT, CALL))).isFalse();
    assertThat(told)
        .usingRecursiveComparison()
        .isEqualTo(List.of(new Frame.Output(10, 3, 2, CALL), new Frame.Result(10, 3, CALL)));
    assertThat(seat.describe()).isEqualTo("idle");
  }

  @Test
  void interruptsTheCallsOfOneRequestOnly() {
    seat.seat(ours);
    seat.call(asker, 10, CALL);
    seat.call(asker, 11, CALL);
    seat.interrupt(frame -> {}, 11);
    seat.interrupt(asker, 11);
    received();
    received();
    assertThat(received()).isEqualTo(new Message.Interrupt(2, ""));
  }

  @Test
  void asksWhoIsAtACallAndFailsThatCallOnly() {
    assertThat(seat.ask(5)).isEqualTo(Seat.NONE);
    seat.seat(ours);
    assertThat(seat.ask(5)).isEqualTo(Seat.NONE);
    seat.call(asker, 10, CALL);
    seat.call(asker, 11, CALL);
    assertThat(seat.ask(5)).isEqualTo(1);
    seat.fail(2, "too early");
    seat.fail(1, "in vain");
    received();
    received();
    assertThat(received()).isEqualTo(new Message.Ask(5));
    assertThat(received()).isEqualTo(new Message.Interrupt(1, "in vain"));
  }

  @Test
  void failsTheCallsOfARankThatDiesAndAllLaterOnes() {
    seat.seat(ours);
    seat.call(asker, 10, CALL);
    seat.bury("ended by signal 9");
    seat.call(asker, 11, CALL);
    assertThat(told).hasSize(2);
    for (Frame frame : told) {
      byte[] value = ((Frame.Failure) frame).value();
      assertThat(new PlainCodec().decode(new PayloadInput().open(value)))
          .isEqualTo(
              new PlainCodec.Tuple(
                  List.of(
                      "RankDied",
                      "rank 3 is gone: ended by signal 9",
                      "RankDied: rank 3 is gone: ended by signal 9\n")));
    }
    assertThat(seat.describe()).isEqualTo("dead (ended by signal 9)");
  }
}
