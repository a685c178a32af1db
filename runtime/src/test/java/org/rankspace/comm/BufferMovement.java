package org.rankspace.comm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.rankspace.comm.BufferMessages.SIZES;
import static org.rankspace.comm.BufferMessages.pattern;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import org.rankspace.buffer.Blocks;
import org.rankspace.buffer.Buffer;
import org.rankspace.buffer.Element;
import org.rankspace.buffer.Span;
import org.rankspace.error.ErrorClass;

/** Collectives that move buffers. */
final class BufferMovement {
  static final Map<String, Cases.Case> MANY_RANKS =
      Map.of("bcast", BufferMovement::bcast, "allgather", BufferMovement::allgather);

  private BufferMovement() {}

  static Map<String, Cases.Case> all() {
    Map<String, Cases.Case> cases = new LinkedHashMap<>();
    cases.put("bcast", BufferMovement::bcast);
    cases.put("scatter and gather", BufferMovement::scatterGather);
    cases.put("allgather", BufferMovement::allgather);
    cases.put("alltoall", BufferMovement::alltoall);
    cases.put("blocks of different lengths, with gaps", BufferMovement::uneven);
    cases.put("lengths that do not agree", BufferMovement::disagreement);
    cases.put("bad arguments are refused before anything is sent", BufferMovement::refusals);
    return cases;
  }

  private static void bcast(Communicator comm) {
    for (int size : SIZES) {
      for (int root = 0; root < comm.size(); root += Math.max(1, comm.size() - 1)) {
        byte[] bytes = comm.rank() == root ? pattern(root, size) : new byte[size];
        comm.buffers().bcast(Buffer.of(bytes), root);
        assertThat(Arrays.equals(bytes, pattern(root, size))).isTrue();
      }
    }
  }

  /** All ranks' patterns, one after the other. */
  private static byte[] joined(Communicator comm, int size) {
    byte[] all = new byte[comm.size() * size];
    for (int rank = 0; rank < comm.size(); rank++) {
      System.arraycopy(pattern(rank, size), 0, all, rank * size, size);
    }
    return all;
  }

  private static Blocks even(Communicator comm, byte[] bytes) {
    return Blocks.even(Buffer.of(bytes), comm.size(), Buffer.ALL, 0);
  }

  private static void scatterGather(Communicator comm) {
    for (int size : SIZES) {
      int root = comm.size() - 1;
      boolean isRoot = comm.rank() == root;
      byte[] all = isRoot ? joined(comm, size) : null;
      Blocks blocks = isRoot ? even(comm, all) : null;
      byte[] mine = new byte[size];
      comm.buffers().scatter(blocks, Buffer.of(mine), root);
      assertThat(Arrays.equals(mine, pattern(comm.rank(), size))).isTrue();
      comm.buffers().scatter(blocks, isRoot ? null : Buffer.of(mine), root);
      byte[] gathered = new byte[comm.size() * size];
      comm.buffers().gather(Buffer.of(mine), isRoot ? even(comm, gathered) : null, root);
      if (isRoot) {
        assertThat(Arrays.equals(gathered, all)).isTrue();
        Arrays.fill(gathered, 0, root * size, (byte) 0);
      }
      comm.buffers()
          .gather(isRoot ? null : Buffer.of(mine), isRoot ? even(comm, gathered) : null, root);
      assertThat(!isRoot || Arrays.equals(gathered, all)).isTrue();
    }
  }

  private static void allgather(Communicator comm) {
    for (int size : SIZES) {
      byte[] all = new byte[comm.size() * size];
      comm.buffers().allgather(Buffer.of(pattern(comm.rank(), size)), even(comm, all));
      assertThat(Arrays.equals(all, joined(comm, size))).isTrue();
      Arrays.fill(all, 0, comm.rank() * size, (byte) 0);
      comm.buffers().allgather(null, even(comm, all));
      assertThat(Arrays.equals(all, joined(comm, size))).isTrue();
    }
  }

  private static void alltoall(Communicator comm) {
    for (int size : SIZES) {
      byte[] sent = new byte[comm.size() * size];
      byte[] expected = new byte[comm.size() * size];
      for (int other = 0; other < comm.size(); other++) {
        System.arraycopy(pattern(comm.rank() * 100 + other, size), 0, sent, other * size, size);
        System.arraycopy(pattern(other * 100 + comm.rank(), size), 0, expected, other * size, size);
      }
      byte[] got = new byte[comm.size() * size];
      comm.buffers().alltoall(even(comm, sent), even(comm, got));
      assertThat(Arrays.equals(got, expected)).isTrue();
      comm.buffers().alltoall(null, even(comm, sent));
      assertThat(Arrays.equals(sent, expected)).isTrue();
    }
  }

  /** Rank r's block has r * unit items of 2 bytes, and starts one item after the last one's end. */
  private static void uneven(Communicator comm) {
    for (int unit : new int[] {1, 20_000}) {
      int size = comm.size();
      int[] counts = new int[size];
      int[] starts = new int[size];
      for (int rank = 0; rank < size; rank++) {
        counts[rank] = rank * unit;
        starts[rank] = 1 + (rank == 0 ? 0 : starts[rank - 1] + counts[rank - 1]);
      }
      int items = starts[size - 1] + counts[size - 1] + 1;
      byte[] expected = new byte[2 * items];
      for (int rank = 0; rank < size; rank++) {
        byte[] block = pattern(rank, 2 * counts[rank]);
        System.arraycopy(block, 0, expected, 2 * starts[rank], block.length);
      }
      Buffer mine = shorts(pattern(comm.rank(), 2 * counts[comm.rank()]));
      byte[] all = new byte[2 * items];
      comm.buffers().allgather(mine, Blocks.of(shorts(all), size, counts, starts));
      assertThat(Arrays.equals(all, expected)).isTrue();
      Arrays.fill(all, (byte) 0);
      comm.buffers().gather(mine, Blocks.of(shorts(all), size, counts, starts), 0);
      assertThat(comm.rank() != 0 || Arrays.equals(all, expected)).isTrue();
      byte[] back = new byte[2 * counts[comm.rank()]];
      comm.buffers().scatter(Blocks.of(shorts(expected), size, counts, starts), shorts(back), 0);
      assertThat(Arrays.equals(back, mine.span().bytes())).isTrue();
      unevenExchange(comm, unit, counts, expected, starts);
    }
  }

  /** Every rank sends rank r the block r of what all ranks have alike. */
  private static void unevenExchange(
      Communicator comm, int unit, int[] counts, byte[] sent, int[] starts) {
    int size = comm.size();
    int[] mine = new int[size];
    Arrays.fill(mine, comm.rank() * unit);
    byte[] got = new byte[2 * size * comm.rank() * unit];
    comm.buffers()
        .alltoall(
            Blocks.of(shorts(sent), size, counts, starts),
            Blocks.of(shorts(got), size, mine, null));
    byte[] block = pattern(comm.rank(), 2 * comm.rank() * unit);
    for (int rank = 0; rank < size; rank++) {
      int from = rank * block.length;
      assertThat(Arrays.equals(got, from, from + block.length, block, 0, block.length)).isTrue();
    }
  }

  private static Buffer shorts(byte[] bytes) {
    return new Buffer(new Span(bytes, 0, bytes.length), Element.INT16, 2, false);
  }

  private static void disagreement(Communicator comm) {
    if (comm.size() == 1) {
      return;
    }
    byte[] kept = new byte[10];
    int[] counts = new int[comm.size()];
    Arrays.fill(counts, 1);
    if (comm.rank() == 0) {
      Blocks blocks = Blocks.of(Buffer.of(kept), comm.size(), counts, null);
      assertThatThrownBy(() -> comm.buffers().gather(null, blocks, 0))
          .hasMessage("the message does not fit: message=3 bytes, buffer=1 bytes, source=1")
          .extracting("errorClass")
          .isEqualTo(ErrorClass.TRUNCATE);
      assertThat(kept).containsOnly(0);
    } else {
      comm.buffers().gather(Buffer.of(pattern(1, 3)), null, 0);
    }
    comm.barrier();
    if (comm.size() > 2) {
      return; // whom a failed rank would have sent to would wait
    }
    if (comm.rank() == 0) {
      comm.buffers().bcast(Buffer.of(new byte[4]), 0);
    } else {
      assertThatThrownBy(() -> comm.buffers().bcast(Buffer.of(new byte[5]), 0))
          .hasMessageContaining("do not agree on the length")
          .extracting("errorClass")
          .isEqualTo(ErrorClass.COUNT);
    }
  }

  private static void refusals(Communicator comm) {
    assertThatThrownBy(() -> Blocks.even(Buffer.of(new byte[7]), 2, Buffer.ALL, 0))
        .hasMessage("the buffer cannot be divided among the ranks: items=7, size=2");
    assertThatThrownBy(() -> Blocks.even(Buffer.of(new byte[7]), 2, 4, 0))
        .hasMessage("the buffer has not as many items: items=7, count=4, displacement=4");
    assertThatThrownBy(() -> Blocks.of(Buffer.of(new byte[7]), 2, new int[] {1}, null))
        .hasMessageStartingWith("there must be a count and a displacement for each rank");
    assertThatThrownBy(() -> comm.buffers().bcast(Buffer.of(new byte[1]), comm.size()))
        .extracting("errorClass")
        .isEqualTo(ErrorClass.ROOT);
    assertThatThrownBy(() -> comm.buffers().gather(null, null, comm.rank()))
        .hasMessage("this rank needs a buffer to receive into");
  }
}
