package org.rankspace.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import org.agrona.DirectBuffer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.rankspace.error.ErrorClass;
import org.rankspace.error.RankspaceException;
import org.rankspace.match.Envelope;
import org.rankspace.match.Posted;
import org.rankspace.transport.Eventually;
import org.rankspace.transport.local.LocalNetwork;
import org.rankspace.wire.FrameHeader;
import org.rankspace.wire.FrameKind;
import org.rankspace.wire.Payload;
import org.rankspace.wire.PayloadSink;
import org.rankspace.wire.Sink;

/** The protocol between two ranks, step by step: both are driven by the test's own thread. */
@Timeout(value = 30, unit = TimeUnit.SECONDS)
class EngineTest {
  private static final int EAGER = 1000;
  private static final int WINDOW = 4 * (EAGER + 2 * FrameHeader.LENGTH);
  private static final int UNEXPECTED = 10_000;
  private static final long SLICE_NS = TimeUnit.DAYS.toNanos(1);
  private static final Limits LIMITS =
      new Limits(EAGER, WINDOW, UNEXPECTED, 1_000, 1_000, SLICE_NS);

  private final LocalNetwork network = new LocalNetwork(2);
  private final RecordingTransport out0 = new RecordingTransport(network.transport(0));
  private final RecordingTransport out1 = new RecordingTransport(network.transport(1));
  private final Engine sender = new Engine(out0, LIMITS);
  private final Engine receiver = new Engine(out1, LIMITS);

  @AfterEach
  void close() {
    sender.close();
    receiver.close();
  }

  private static byte[] message(int tag, int length) {
    byte[] bytes = new byte[length];
    Arrays.fill(bytes, (byte) tag);
    return bytes;
  }

  private static Envelope envelope(int tag, int length) {
    return new Envelope(1, FrameHeader.POINT_TO_POINT, 0, 0, tag, FrameHeader.NO_ROOT, length);
  }

  private SendRequest send(int tag, int length) {
    return start(tag, length, false);
  }

  private SendRequest start(int tag, int length, boolean synchronous) {
    return sender.start(envelope(tag, length), 1, synchronous, Payload.of(message(tag, length)));
  }

  /** Until nothing moves any more. */
  private void settle() {
    while (sender.progress() + receiver.progress() > 0) {}
  }

  /** A receive, with what has come for it. */
  private final class Receipt {
    final PayloadSink sink = new PayloadSink();
    final ReceiveRequest request = new ReceiveRequest(sink);

    Receipt(int source, int tag) {
      receiver.post(request.from(1, source, tag));
      settle();
    }

    boolean has(int tag, int length) {
      Payload payload = sink.payload();
      byte[] bytes = new byte[(int) payload.length()];
      int done = 0;
      for (int i = 0; i < payload.blockCount(); i++) {
        Payload.Block block = payload.block(i);
        System.arraycopy(block.bytes(), block.offset(), bytes, done, block.length());
        done += block.length();
      }
      return receiver.test(request)
          && request.tag() == tag
          && Arrays.equals(bytes, message(tag, length));
    }
  }

  @Nested
  class AStandardSend {
    @Test
    void ofASmallMessageIsDoneWithoutAReceive() {
      SendRequest sending = send(1, EAGER);
      assertThat(sending.completion().isDone()).isTrue();
      assertThat(out0.takeKinds()).containsExactly(FrameKind.EAGER);
      assertThat(new Receipt(0, 1).has(1, EAGER)).isTrue();
    }

    @Test
    void ofALargeMessageIsFetchedBeforeItsReceive() {
      SendRequest sending = send(1, EAGER + 1);
      settle();
      assertThat(sending.completion().isDone()).isTrue();
      assertThat(out0.takeKinds()).containsExactly(FrameKind.RTS, FrameKind.DATA);
      assertThat(out1.takeKinds()).containsExactly(FrameKind.CTS);
      assertThat(new Receipt(0, 1).has(1, EAGER + 1)).isTrue();
    }

    @Test
    void ofACollectiveWaitsForItsReceiveWhenItIsLarge() {
      Envelope step = new Envelope(1, FrameHeader.COLLECTIVE, 3, 0, 12, 0, EAGER + 1);
      SendRequest sending = sender.start(step, 1, false, Payload.of(message(7, EAGER + 1)));
      settle();
      assertThat(sending.completion().isDone()).isFalse();
      assertThat(out1.takeKinds()).isEmpty();
      PayloadSink sink = new PayloadSink();
      receiver.post(new ReceiveRequest(sink).inCollective(1, 3, 12, 0, 0, source -> {}));
      settle();
      assertThat(sending.completion().isDone()).isTrue();
      assertThat(sink.payload().length()).isEqualTo(EAGER + 1);
    }

    @Test
    void withoutCreditAsksAsALargeMessageDoesAndKeepsItsPlace() {
      for (int i = 0; i < 6; i++) {
        send(i, EAGER);
      }
      assertThat(out0.takeKinds())
          .containsExactly(
              FrameKind.EAGER,
              FrameKind.EAGER,
              FrameKind.EAGER,
              FrameKind.EAGER,
              FrameKind.RTS,
              FrameKind.RTS);
      for (int i = 0; i < 6; i++) {
        assertThat(new Receipt(Posted.ANY, Posted.ANY).has(i, EAGER)).isTrue();
      }
    }

    @Test
    void getsItsCreditBackAsReceivesTakeMessages() {
      for (int i = 0; i < 4; i++) {
        send(i, EAGER);
      }
      for (int i = 0; i < 4; i++) {
        new Receipt(0, i);
      }
      assertThat(out1.takeKinds()).containsOnly(FrameKind.CREDIT);
      out0.takeKinds();
      for (int i = 0; i < 4; i++) {
        send(i, EAGER);
      }
      assertThat(out0.takeKinds()).containsOnly(FrameKind.EAGER).hasSize(4);
    }

    @Test
    void withoutCreditGetsThroughEvenIfItIsEmpty() {
      for (int i = 0; i < 4; i++) {
        send(0, EAGER);
      }
      SendRequest empty = send(1, 0);
      assertThat(out0.takeKinds()).endsWith(FrameKind.RTS);
      settle();
      assertThat(empty.completion().isDone()).isTrue();
      assertThat(new Receipt(0, 1).has(1, 0)).isTrue();
    }

    @Test
    void thatWaitedForRoomWithoutCreditGoesAtOnceWhenBothHaveCome() {
      for (int i = 0; i < 4; i++) {
        send(i, EAGER);
      }
      out0.full = true;
      SendRequest late = send(9, EAGER);
      for (int i = 0; i < 4; i++) {
        new Receipt(0, i);
      }
      out0.full = false;
      out0.takeKinds();
      settle();
      assertThat(out0.takeKinds()).containsExactly(FrameKind.EAGER);
      assertThat(late.completion().isDone()).isTrue();
      assertThat(sender.awaitingAnswers()).isZero();
    }
  }

  @Nested
  class LargeMessagesThatNobodyHasAskedFor {
    @Test
    void waitAtTheirSenderBeyondTheLimitAndComeWhenThereIsRoom() {
      List<SendRequest> sends = new ArrayList<>();
      for (int tag = 0; tag < 4; tag++) {
        sends.add(send(tag, 4000));
      }
      settle();
      assertThat(sends)
          .extracting(each -> each.completion().isDone())
          .containsExactly(true, true, false, false);
      assertThat(receiver.unread()).hasSize(4);
      assertThat(new Receipt(0, 0).has(0, 4000)).isTrue();
      assertThat(sends)
          .extracting(each -> each.completion().isDone())
          .containsExactly(true, true, true, false);
      for (int tag = 1; tag < 4; tag++) {
        assertThat(new Receipt(0, tag).has(tag, 4000)).isTrue();
      }
      assertThat(sends).allMatch(each -> each.completion().isDone());
    }

    @Test
    void areReceivedWhateverTheirSize() {
      SendRequest sending = send(3, 500_000);
      settle();
      assertThat(sending.completion().isDone()).isFalse();
      assertThat(new Receipt(0, 3).has(3, 500_000)).isTrue();
      assertThat(sending.completion().isDone()).isTrue();
    }

    @Test
    void doNotHoldBackSmallerOnesThatFit() {
      SendRequest large = send(1, 50_000);
      SendRequest medium = send(2, 5000);
      settle();
      assertThat(large.completion().isDone()).isFalse();
      assertThat(medium.completion().isDone()).isTrue();
      assertThat(new Receipt(0, Posted.ANY).has(1, 50_000)).isTrue();
      assertThat(new Receipt(0, Posted.ANY).has(2, 5000)).isTrue();
    }
  }

  @Nested
  class ASynchronousSend {
    @Test
    void isDoneWhenAReceiveHasMatchedIt() {
      for (int length : new int[] {0, EAGER, EAGER + 1}) {
        SendRequest sending = start(1, length, true);
        settle();
        assertThat(sending.completion().isDone()).isFalse();
        assertThat(new Receipt(0, 1).has(1, length)).isTrue();
        assertThat(sending.completion().isDone()).isTrue();
      }
      assertThat(sender.awaitingAnswers()).isZero();
    }

    @Test
    void toItselfWaitsForItsReceiveToo() {
      Envelope own = new Envelope(1, FrameHeader.POINT_TO_POINT, 0, 1, 7, FrameHeader.NO_ROOT, 5);
      SendRequest sending = receiver.start(own, 1, true, Payload.of(message(7, 5)));
      assertThat(sending.completion().isDone()).isFalse();
      assertThat(new Receipt(1, 7).has(7, 5)).isTrue();
      assertThat(sending.completion().isDone()).isTrue();
      assertThat(out1.takeKinds()).isEmpty();
    }
  }

  @Nested
  class AReceive {
    @Test
    void isCancelledOnceAndOnlyWhileNothingHasMatchedIt() {
      Receipt receipt = new Receipt(0, 1);
      assertThat(receiver.cancel(receipt.request)).isTrue();
      assertThat(receipt.request.isCancelled()).isTrue();
      assertThat(receipt.request.completion().isDone()).isTrue();
      assertThat(receiver.cancel(receipt.request)).isFalse();
      send(1, 10);
      settle();
      assertThat(receiver.unread()).extracting(Envelope::tag).containsExactly(1);
      Receipt next = new Receipt(0, 1);
      assertThat(next.has(1, 10)).isTrue();
      assertThat(receiver.cancel(next.request)).isFalse();
    }

    @Test
    void thatCannotTakeTheMessageFailsAloneAndTheSenderIsFreed() {
      RankspaceException tooLong = new RankspaceException(ErrorClass.TRUNCATE, "too long");
      ReceiveRequest small =
          new ReceiveRequest(
              new Sink() {
                @Override
                public void begin(long length) {
                  throw tooLong;
                }

                @Override
                public void write(long position, DirectBuffer source, int index, int length) {
                  throw new AssertionError("it was refused");
                }

                @Override
                public void take(Payload payload) {
                  throw new AssertionError("it came in pieces");
                }
              });
      receiver.post(small.from(1, 0, 1));
      SendRequest sending = send(1, 100_000);
      send(2, 10);
      settle();
      assertThat(sending.completion().isDone()).isTrue();
      assertThatThrownBy(() -> receiver.test(small)).isSameAs(tooLong);
      assertThat(new Receipt(0, 2).has(2, 10)).isTrue();
    }

    @Test
    void ofACollectiveNamesTheOtherCollectiveThatItMeets() {
      Part part =
          new Part() {
            @Override
            public void check(int source) {}

            @Override
            public String toString() {
              return "bcast(root=0)";
            }
          };
      ReceiveRequest bcast =
          new ReceiveRequest(new PayloadSink()).inCollective(1, 3, 12, 0, 0, part);
      receiver.post(bcast);
      sender.start(
          new Envelope(1, FrameHeader.COLLECTIVE, 4, 0, 12, 1, 0), 1, false, Payload.EMPTY);
      settle();
      assertThat(bcast.describe()).isEqualTo("bcast(root=0), waiting for rank 0");
      assertThatThrownBy(() -> receiver.test(bcast))
          .hasMessage("collectives differ: source=0, operation=4, root=1, sequence=12");
    }
  }

  /** Their slices last for a day: what ends them wakes them. */
  @Nested
  class Waits {
    private final List<Thread> threads = new ArrayList<>();

    private FutureTask<Object> inThread(Runnable wait) {
      FutureTask<Object> task = new FutureTask<>(wait, "done");
      threads.add(Thread.ofPlatform().daemon().start(task));
      int expected = threads.size();
      Eventually.await("a wait", () -> receiver.snapshot().waiting().size() == expected);
      return task;
    }

    private void receive(int tag) {
      receiver.receive(new ReceiveRequest(new PayloadSink()).from(1, 0, tag));
    }

    private static void fails(FutureTask<Object> task, String message) {
      assertThatThrownBy(task::get)
          .isInstanceOf(ExecutionException.class)
          .cause()
          .isInstanceOf(RankspaceException.class)
          .hasMessage(message);
    }

    @Test
    void ofAllThreadsDoNotBlockARankOneOfWhoseTasksRuns() {
      CountDownLatch work = new CountDownLatch(1);
      receiver.carryOut(
          () -> {
            await(work);
            receive(2);
          },
          () -> false);
      inThread(() -> receive(1));
      assertThat(receiver.snapshot().blockedNs()).isEqualTo(Onlooker.NOT_IDLE);
      work.countDown();
      Eventually.await("its wait", () -> receiver.snapshot().waiting().size() == 2);
      assertThat(receiver.snapshot().blockedNs()).isZero();
      CountDownLatch end = new CountDownLatch(1);
      receiver.carryOut(() -> await(end), () -> true); // it needs a thread of the program
      assertThat(receiver.snapshot().blockedNs()).isZero();
      end.countDown();
      send(2, 10);
      Eventually.await("the end", () -> receiver.snapshot().waiting().size() == 1);
    }

    private static void await(CountDownLatch latch) {
      try {
        latch.await();
      } catch (InterruptedException e) {
        throw new IllegalStateException(e);
      }
    }

    @Test
    void endWhenTheMessageComesWhicheverThreadPolls() throws Exception {
      FutureTask<Object> first = inThread(() -> receive(1));
      FutureTask<Object> second = inThread(() -> receive(2));
      FutureTask<Object> probing = inThread(() -> receiver.probe(1, 0, 3));
      send(3, 10);
      assertThat(probing.get()).isEqualTo("done");
      send(2, 10);
      assertThat(second.get()).isEqualTo("done");
      send(1, 10);
      assertThat(first.get()).isEqualTo("done");
    }

    @Test
    void endWhenTheEngineIsClosed() {
      FutureTask<Object> first = inThread(() -> receive(1));
      FutureTask<Object> second = inThread(() -> receive(2));
      receiver.close();
      fails(first, "the rank's message passing has been closed");
      fails(second, "the rank's message passing has been closed");
    }

    @Test
    void endWhenTheThreadIsInterruptedAndTakeTheReceiveBack() throws Exception {
      FutureTask<Object> first = inThread(() -> receive(1));
      FutureTask<Object> second = inThread(() -> receive(1));
      threads.get(1).interrupt();
      fails(second, "the wait was interrupted");
      threads.get(0).interrupt();
      fails(first, "the wait was interrupted");
      send(1, 10);
      settle();
      assertThat(receiver.unread()).extracting(Envelope::tag).containsExactly(1);
    }

    @Test
    void sayWhatTheyWaitFor() {
      inThread(() -> receive(4));
      inThread(() -> receiver.probe(1, Posted.ANY, 5));
      assertThat(receiver.snapshot().waiting())
          .extracting(waiting -> waiting.request().describe())
          .containsExactlyInAnyOrder("recv(source=0, tag=4)", "probe(source=ANY, tag=5)");
    }
  }
}
