package org.rankspace.comm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Random;
import org.rankspace.buffer.Buffer;
import org.rankspace.buffer.Element;
import org.rankspace.buffer.Span;
import org.rankspace.error.ErrorClass;
import org.rankspace.error.RankspaceException;

/** Point-to-point programs over buffers. */
final class BufferMessages {
  static final int[] SIZES = {0, 1, 1000, 100_000, 5_000_000};

  private BufferMessages() {}

  static Map<String, Cases.Case> all() {
    Map<String, Cases.Case> cases = new LinkedHashMap<>();
    cases.put("every size goes round a ring", BufferMessages::ring);
    cases.put("started sends and receives", BufferMessages::started);
    cases.put("a buffer longer than the message keeps its end", BufferMessages::shorter);
    cases.put("a message that does not fit changes nothing", BufferMessages::truncated);
    cases.put("read-only buffers are refused before anything comes", BufferMessages::readOnly);
    cases.put("buffers and objects do not meet", BufferMessages::kinds);
    cases.put("nobody is there to send to", BufferMessages::procNull);
    return cases;
  }

  static byte[] pattern(int seed, int length) {
    byte[] bytes = new byte[length];
    new Random(seed).nextBytes(bytes);
    return bytes;
  }

  private static int right(Communicator comm) {
    return (comm.rank() + 1) % comm.size();
  }

  private static int left(Communicator comm) {
    return (comm.rank() + comm.size() - 1) % comm.size();
  }

  private static void ring(Communicator comm) {
    for (int size : SIZES) {
      Buffer sent = Buffer.of(pattern(comm.rank(), size));
      byte[] got = new byte[size];
      Status status = new Status();
      comm.buffers().sendrecv(sent, right(comm), 3, Buffer.of(got), left(comm), 3, status);
      assertThat(Arrays.equals(got, pattern(left(comm), size))).isTrue();
      assertThat(status.source()).isEqualTo(left(comm));
      assertThat(status.length()).isEqualTo(size);
    }
  }

  private static void started(Communicator comm) {
    for (int size : SIZES) {
      byte[] got = new byte[size];
      Request receiving = comm.buffers().irecv(Buffer.of(got), left(comm), 1);
      Buffer sent = Buffer.of(pattern(comm.rank(), size));
      Request sending =
          size % 2 == 0
              ? comm.buffers().isend(sent, right(comm), 1)
              : comm.buffers().issend(sent, right(comm), 1);
      assertThat(receiving.await(null)).isNull();
      sending.await(null);
      assertThat(receiving.test()).isTrue();
      assertThat(Arrays.equals(got, pattern(left(comm), size))).isTrue();
    }
    Request never = comm.buffers().irecv(Buffer.of(new byte[1]), Communicator.ANY_SOURCE, 99);
    assertThat(never.test()).isFalse();
    assertThat(never.cancel()).isTrue();
  }

  private static void shorter(Communicator comm) {
    for (int size : SIZES) {
      Request sending = comm.buffers().isend(Buffer.of(pattern(comm.rank(), size)), right(comm), 2);
      byte[] all = new byte[size + 20];
      Arrays.fill(all, (byte) 7);
      Status status = new Status();
      comm.buffers().recv(middle(all, 5, size + 10), left(comm), 2, status);
      sending.await(null);
      assertThat(status.length()).isEqualTo(size);
      assertThat(Arrays.equals(all, 5, 5 + size, pattern(left(comm), size), 0, size)).isTrue();
      for (int i = 0; i < 5; i++) {
        assertThat(all[i]).isEqualTo((byte) 7);
      }
      for (int i = 5 + size; i < all.length; i++) {
        assertThat(all[i]).isEqualTo((byte) 7);
      }
    }
  }

  private static Buffer middle(byte[] bytes, int offset, int length) {
    return new Buffer(new Span(bytes, offset, length), Element.UINT8, 1, false);
  }

  private static void truncated(Communicator comm) {
    for (boolean late : new boolean[] {false, true}) {
      for (int size : SIZES) {
        if (size == 0) {
          continue;
        }
        byte[] all = new byte[size + 10];
        Arrays.fill(all, (byte) 7);
        Buffer small = middle(all, 5, size - 1);
        Request receiving = late ? null : comm.buffers().irecv(small, left(comm), 4);
        comm.barrier();
        Request sending =
            comm.buffers().isend(Buffer.of(pattern(comm.rank(), size)), right(comm), 4);
        comm.barrier();
        assertThatThrownBy(
                () -> {
                  if (late) {
                    comm.buffers().recv(small, left(comm), 4, null);
                  } else {
                    receiving.await(null);
                  }
                })
            .hasMessage(
                "the message does not fit: message=%d bytes, buffer=%d bytes, source=%d, tag=4"
                    .formatted(size, size - 1, left(comm)))
            .extracting("errorClass")
            .isEqualTo(ErrorClass.TRUNCATE);
        sending.await(null);
        for (byte b : all) {
          assertThat(b).isEqualTo((byte) 7);
        }
      }
    }
    comm.barrier();
    ring(comm);
  }

  private static void readOnly(Communicator comm) {
    Buffer fixed = new Buffer(Span.allocate(8), Element.UINT8, 1, true);
    assertThatThrownBy(() -> comm.buffers().recv(fixed, left(comm), 0, null))
        .isInstanceOf(RankspaceException.class)
        .hasMessageStartingWith("nothing can be received into a read-only buffer: items=8");
    assertThatThrownBy(() -> comm.buffers().irecv(fixed, left(comm), 0))
        .isInstanceOf(RankspaceException.class);
    Request sending = comm.buffers().isend(fixed, right(comm), 0);
    comm.buffers().recv(Buffer.of(new byte[8]), left(comm), 0, null);
    sending.await(null);
  }

  private static void kinds(Communicator comm) {
    Request object = comm.isend("text", right(comm), 5);
    assertThatThrownBy(() -> comm.buffers().recv(Buffer.of(new byte[100]), left(comm), 5, null))
        .hasMessageStartingWith("the message is of another kind than its receive")
        .extracting("errorClass")
        .isEqualTo(ErrorClass.TYPE);
    object.await(null);
    Request buffer = comm.buffers().isend(Buffer.of(new byte[100]), right(comm), 5);
    assertThatThrownBy(() -> comm.recv(left(comm), 5, null))
        .hasMessageStartingWith("the message is of another kind than its receive");
    buffer.await(null);
    if (comm.size() == 2) {
      assertThatThrownBy(
              () -> {
                if (comm.rank() == 1) {
                  comm.bcast("text", 1);
                  throw new IllegalStateException("expected: a root waits for nobody");
                }
                comm.buffers().bcast(Buffer.of(new byte[1]), 1);
              })
          .hasMessageMatching(
              "expected.*|ranks are in different collectives: rank 1 is in bcast\\(root=1\\) while rank 0"
                  + " is in Bcast\\(root=1\\).*");
    }
  }

  private static void procNull(Communicator comm) {
    byte[] kept = {1, 2};
    Status status = new Status();
    comm.buffers().send(Buffer.of(kept), Communicator.PROC_NULL, 0);
    comm.buffers().recv(Buffer.of(kept), Communicator.PROC_NULL, 0, status);
    comm.buffers().irecv(Buffer.of(kept), Communicator.PROC_NULL, 0).await(null);
    comm.buffers().isend(Buffer.of(kept), Communicator.PROC_NULL, 0).await(null);
    assertThat(kept).containsExactly(1, 2);
    assertThat(status.source()).isEqualTo(Communicator.PROC_NULL);
  }
}
