package org.rankspace.comm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.IntStream;
import org.rankspace.buffer.Blocks;
import org.rankspace.buffer.Buffer;
import org.rankspace.buffer.Element;
import org.rankspace.buffer.Operator;
import org.rankspace.buffer.Span;
import org.rankspace.error.RankspaceException;

/**
 * Collectives of buffers that are started, and Reduce_scatter with counts, which has both forms.
 */
final class BufferStarts {
  private BufferStarts() {}

  static Map<String, Cases.Case> all() {
    Map<String, Cases.Case> cases = new LinkedHashMap<>();
    cases.put("movement arrives when the request is done", BufferStarts::movement);
    cases.put("reductions arrive when the request is done", BufferStarts::reductions);
    cases.put("several under way end in any order", BufferStarts::several);
    cases.put("a large one under way lets messages pass", BufferStarts::large);
    cases.put("reduce_scatter with counts", BufferStarts::withCounts);
    cases.put("bad arguments are refused before anything is sent", BufferStarts::refusals);
    return cases;
  }

  private static Buffer ints(int... values) {
    byte[] bytes = new byte[values.length * 4];
    ByteBuffer.wrap(bytes).order(ByteOrder.nativeOrder()).asIntBuffer().put(values);
    return new Buffer(new Span(bytes, 0, bytes.length), Element.INT32, 4, false);
  }

  private static int[] values(Buffer buffer) {
    Span span = buffer.span();
    int[] values = new int[span.length() / 4];
    ByteBuffer.wrap(span.bytes(), span.offset(), span.length())
        .order(ByteOrder.nativeOrder())
        .asIntBuffer()
        .get(values);
    return values;
  }

  private static Blocks blocks(Buffer buffer, Communicator comm) {
    return Blocks.even(buffer, comm.size(), Buffer.ALL, 0);
  }

  private static int[] ranks(Communicator comm) {
    return IntStream.range(0, comm.size()).toArray();
  }

  private static void movement(Communicator comm) {
    int root = comm.size() - 1;
    Buffer data = ints(comm.rank() == root ? 77 : 0);
    comm.buffers().ibcast(data, root).await(null);
    assertThat(values(data)).containsExactly(77);

    Buffer all = ints(new int[comm.size()]);
    comm.buffers().iallgather(ints(comm.rank()), blocks(all, comm)).await(null);
    assertThat(values(all)).isEqualTo(ranks(comm));

    Buffer gathered = ints(new int[comm.size()]);
    comm.buffers().igather(ints(comm.rank()), blocks(gathered, comm), root).await(null);
    assertThat(values(gathered))
        .isEqualTo(comm.rank() == root ? ranks(comm) : new int[comm.size()]);

    Buffer mine = ints(0);
    comm.buffers().iscatter(blocks(all, comm), mine, root).await(null);
    assertThat(values(mine)).containsExactly(comm.rank());

    Buffer exchanged = ints(new int[comm.size()]);
    Buffer same = ints(IntStream.generate(comm::rank).limit(comm.size()).toArray());
    comm.buffers().ialltoall(blocks(same, comm), blocks(exchanged, comm)).await(null);
    assertThat(values(exchanged)).isEqualTo(ranks(comm));
  }

  private static void reductions(Communicator comm) {
    int size = comm.size();
    int sum = size * (size + 1) / 2;
    int upTo = (comm.rank() + 1) * (comm.rank() + 2) / 2;
    Buffer mine = ints(comm.rank() + 1);
    Buffer got = ints(-1);
    comm.buffers().iallreduce(mine, got, Operator.SUM).await(null);
    assertThat(values(got)).containsExactly(sum);
    comm.buffers().iscan(mine, got, Operator.SUM).await(null);
    assertThat(values(got)).containsExactly(upTo);
    comm.buffers().iexscan(mine, got, Operator.SUM).await(null);
    assertThat(values(got)).containsExactly(comm.rank() == 0 ? 1 : upTo - comm.rank() - 1);
    Buffer atRoot = ints(-1);
    comm.buffers().ireduce(mine, atRoot, Operator.SUM, 0).await(null);
    assertThat(values(atRoot)).containsExactly(comm.rank() == 0 ? sum : -1);
    comm.buffers().ireduceScatterBlock(ints(ranks(comm)), got, Operator.SUM).await(null);
    assertThat(values(got)).containsExactly(comm.rank() * size);
  }

  private static void several(Communicator comm) {
    Buffer first = ints(comm.rank());
    Buffer second = ints(comm.rank());
    Request early = comm.buffers().iallreduce(null, first, Operator.MAX);
    Request late = comm.buffers().iallreduce(null, second, Operator.MIN);
    late.await(null);
    early.await(null);
    assertThat(values(first)).containsExactly(comm.size() - 1);
    assertThat(values(second)).containsExactly(0);
  }

  private static void large(Communicator comm) {
    int count = 100_000;
    Buffer data = ints(IntStream.range(0, count).map(i -> i + comm.rank()).toArray());
    Request sum = comm.buffers().iallreduce(null, data, Operator.SUM);
    Object token = comm.allreduce(1, (a, b) -> (Integer) a + (Integer) b);
    assertThat(token).isEqualTo(comm.size());
    sum.await(null);
    int size = comm.size();
    int[] expected = IntStream.range(0, count).map(i -> i * size + size * (size - 1) / 2).toArray();
    assertThat(values(data)).isEqualTo(expected);
  }

  /** Rank i gets i items; rank 0 none. */
  private static void withCounts(Communicator comm) {
    int size = comm.size();
    int[] counts = ranks(comm);
    int items = IntStream.of(counts).sum();
    int[] given = IntStream.range(0, items).map(i -> i * 10 + comm.rank()).toArray();
    int from = comm.rank() * (comm.rank() - 1) / 2;
    int[] expected =
        IntStream.range(from, from + comm.rank())
            .map(i -> i * 10 * size + size * (size - 1) / 2)
            .toArray();
    Buffer sent = ints(given);
    Buffer got = ints(new int[comm.rank()]);
    comm.buffers().reduceScatter(Blocks.of(sent, size, counts, null), got, Operator.SUM);
    assertThat(values(got)).isEqualTo(expected);
    assertThat(values(sent)).isEqualTo(given);
    Buffer again = ints(new int[comm.rank()]);
    Blocks blocks = Blocks.of(sent, size, counts, null);
    comm.buffers().ireduceScatter(blocks, again, Operator.SUM).await(null);
    assertThat(values(again)).isEqualTo(expected);
    comm.buffers().reduceScatter(blocks, sent, Operator.SUM);
    assertThat(Arrays.copyOf(values(sent), expected.length)).isEqualTo(expected);
  }

  private static void refusals(Communicator comm) {
    Buffer fixed = new Buffer(Span.allocate(4), Element.INT32, 4, true);
    assertThatThrownBy(() -> comm.buffers().iallreduce(null, fixed, Operator.SUM))
        .isInstanceOf(RankspaceException.class)
        .hasMessageContaining("read-only");
    Blocks blocks = blocks(ints(new int[comm.size()]), comm);
    assertThatThrownBy(() -> comm.buffers().ireduceScatter(blocks, ints(1, 2), Operator.SUM))
        .hasMessage(
            "ranks do not agree on the length of a collective's block: message=4 bytes, expected=8 bytes, source="
                + comm.rank());
  }
}
