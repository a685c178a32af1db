package org.rankspace.comm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Random;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.rankspace.buffer.Buffer;
import org.rankspace.buffer.Element;
import org.rankspace.buffer.Operator;
import org.rankspace.buffer.Span;
import org.rankspace.error.RankspaceException;

/** Reductions of buffers, compared with plain arithmetic. */
final class BufferReductions {
  private static final int[] COUNTS = {0, 1, 3, 1000, 16_384, 20_000};

  private BufferReductions() {}

  static Map<String, Cases.Case> all() {
    Map<String, Cases.Case> cases = new LinkedHashMap<>();
    cases.put("every operation on every element", BufferReductions::everything);
    cases.put("reduce, scan, exscan and reduce_scatter_block", BufferReductions::otherForms);
    cases.put("floats are the same to the last bit everywhere", BufferReductions::bits);
    cases.put("large ones", BufferReductions::large);
    cases.put(
        "reduce finds out that lengths differ, by whatever way it goes", BufferReductions::lengths);
    cases.put("bad arguments are refused before anything is sent", BufferReductions::refusals);
    return cases;
  }

  private static Buffer buffer(Element element, byte[] bytes) {
    return new Buffer(new Span(bytes, 0, bytes.length), element, element.lengthBytes(), false);
  }

  private static boolean isFloat(Element element) {
    return element == Element.FLOAT32 || element == Element.FLOAT64;
  }

  /** Small numbers of both signs, zeros among them, that any order adds up alike. */
  private static byte[] numbers(Element element, int count, int rank) {
    Random random = new Random(count * 31L + rank);
    ByteBuffer bytes = ByteBuffer.allocate(count * element.lengthBytes());
    bytes.order(ByteOrder.nativeOrder());
    for (int i = 0; i < count; i++) {
      put(bytes, element, random.nextInt(-3, 4));
    }
    return bytes.array();
  }

  private static void put(ByteBuffer bytes, Element element, long value) {
    switch (element) {
      case FLOAT32 -> bytes.putFloat(value);
      case FLOAT64 -> bytes.putDouble(value);
      default -> {
        switch (element.lengthBytes()) {
          case 1 -> bytes.put((byte) value);
          case 2 -> bytes.putShort((short) value);
          case 4 -> bytes.putInt((int) value);
          default -> bytes.putLong(value);
        }
      }
    }
  }

  private static long get(ByteBuffer bytes, Element element) {
    return switch (element) {
      case FLOAT32 -> (long) bytes.getFloat();
      case FLOAT64 -> (long) bytes.getDouble();
      case INT8 -> bytes.get();
      case UINT8 -> bytes.get() & 0xFF;
      case INT16 -> bytes.getShort();
      case UINT16 -> bytes.getShort() & 0xFFFF;
      case INT32 -> bytes.getInt();
      case UINT32 -> bytes.getInt() & 0xFFFF_FFFFL;
      default -> bytes.getLong();
    };
  }

  private static long combine(Operator op, Element element, long a, long b) {
    boolean unsigned = element == Element.UINT64;
    return switch (op) {
      case SUM -> a + b;
      case PROD -> a * b;
      case MAX -> (unsigned ? Long.compareUnsigned(a, b) > 0 : a > b) ? a : b;
      case MIN -> (unsigned ? Long.compareUnsigned(a, b) < 0 : a < b) ? a : b;
      case LAND -> a != 0 && b != 0 ? 1 : 0;
      case LOR -> a != 0 || b != 0 ? 1 : 0;
      case LXOR -> (a != 0) != (b != 0) ? 1 : 0;
      case BAND -> a & b;
      case BOR -> a | b;
      case BXOR -> a ^ b;
    };
  }

  /** The numbers of the ranks {@code from} to {@code to}, exclusive, combined one by one. */
  private static byte[] expected(Operator op, Element element, int count, int from, int to) {
    byte[] sum = numbers(element, count, from);
    for (int rank = from + 1; rank < to; rank++) {
      ByteBuffer a = ByteBuffer.wrap(sum).order(ByteOrder.nativeOrder());
      ByteBuffer b = ByteBuffer.wrap(numbers(element, count, rank)).order(ByteOrder.nativeOrder());
      ByteBuffer result = ByteBuffer.allocate(sum.length).order(ByteOrder.nativeOrder());
      for (int i = 0; i < count; i++) {
        put(result, element, combine(op, element, get(a, element), get(b, element)));
      }
      sum = result.array();
    }
    return sum;
  }

  private static void everything(Communicator comm) {
    for (Element element : Element.values()) {
      for (Operator op : Operator.values()) {
        boolean bits = op == Operator.BAND || op == Operator.BOR || op == Operator.BXOR;
        if (element == Element.OPAQUE || isFloat(element) && bits) {
          continue;
        }
        for (int count : new int[] {1, 3000}) {
          byte[] mine = numbers(element, count, comm.rank());
          byte[] got = new byte[mine.length];
          comm.buffers().allreduce(buffer(element, mine), buffer(element, got), op);
          byte[] wanted = expected(op, element, count, 0, comm.size());
          assertThat(sameNumbers(element, got, wanted)).as(op + " " + element).isTrue();
          comm.buffers().allreduce(null, buffer(element, mine), op);
          assertThat(sameNumbers(element, mine, wanted)).isTrue();
        }
      }
    }
  }

  /** Equal; of floats, 0 is also -0. */
  private static boolean sameNumbers(Element element, byte[] got, byte[] wanted) {
    if (!isFloat(element)) {
      return Arrays.equals(got, wanted);
    }
    ByteBuffer a = ByteBuffer.wrap(got).order(ByteOrder.nativeOrder());
    ByteBuffer b = ByteBuffer.wrap(wanted).order(ByteOrder.nativeOrder());
    while (a.hasRemaining()) {
      if (get(a, element) != get(b, element)) {
        return false;
      }
    }
    return true;
  }

  private static void otherForms(Communicator comm) {
    Element element = Element.INT32;
    int size = comm.size();
    int rank = comm.rank();
    for (int count : COUNTS) {
      byte[] mine = numbers(element, count, rank);
      byte[] got = new byte[mine.length];
      int root = size / 2;
      Buffer into = rank == root ? buffer(element, got) : null;
      comm.buffers().reduce(buffer(element, mine), into, Operator.SUM, root);
      byte[] sum = expected(Operator.SUM, element, count, 0, size);
      assertThat(got).isEqualTo(rank == root ? sum : new byte[got.length]);
      assertThat(mine).isEqualTo(numbers(element, count, rank));
      Buffer inPlace = buffer(element, mine.clone());
      comm.buffers()
          .reduce(
              rank == root ? null : buffer(element, mine),
              rank == root ? inPlace : null,
              Operator.SUM,
              root);
      assertThat(inPlace.span().bytes()).isEqualTo(rank == root ? sum : mine);
      comm.buffers().scan(buffer(element, mine), buffer(element, got), Operator.SUM);
      assertThat(got).isEqualTo(expected(Operator.SUM, element, count, 0, rank + 1));
      Arrays.fill(got, (byte) 9);
      comm.buffers().exscan(buffer(element, mine), buffer(element, got), Operator.SUM);
      if (rank == 0) {
        assertThat(got).containsOnly(count == 0 ? new byte[0] : new byte[] {9});
      } else {
        assertThat(got).isEqualTo(expected(Operator.SUM, element, count, 0, rank));
      }
      assertThat(mine).isEqualTo(numbers(element, count, rank));
      comm.buffers().scan(null, buffer(element, mine), Operator.SUM);
      assertThat(mine).isEqualTo(expected(Operator.SUM, element, count, 0, rank + 1));
      reduceScatter(comm, count);
    }
  }

  private static void reduceScatter(Communicator comm, int count) {
    Element element = Element.INT32;
    byte[] mine = numbers(element, count * comm.size(), comm.rank());
    byte[] got = new byte[count * element.lengthBytes()];
    comm.buffers().reduceScatterBlock(buffer(element, mine), buffer(element, got), Operator.SUM);
    byte[] sum = expected(Operator.SUM, element, count * comm.size(), 0, comm.size());
    int from = comm.rank() * got.length;
    assertThat(got).isEqualTo(Arrays.copyOfRange(sum, from, from + got.length));
    comm.buffers().reduceScatterBlock(null, buffer(element, mine), Operator.SUM);
    assertThat(Arrays.copyOf(mine, got.length)).isEqualTo(got);
  }

  /** Numbers whose sum depends on the order: all forms and all lengths must agree on one. */
  private static void bits(Communicator comm) {
    int count = 12_000;
    byte[] random = new byte[count * 8];
    ByteBuffer bytes = ByteBuffer.wrap(random).order(ByteOrder.nativeOrder());
    Random numbers = new Random(comm.rank());
    while (bytes.hasRemaining()) {
      bytes.putDouble(numbers.nextGaussian() * Math.pow(10, numbers.nextInt(-10, 10)));
    }
    byte[] large = random.clone();
    comm.buffers().allreduce(null, buffer(Element.FLOAT64, large), Operator.SUM);
    byte[] small = Arrays.copyOf(random, 800);
    comm.buffers().allreduce(null, buffer(Element.FLOAT64, small), Operator.SUM);
    assertThat(small).isEqualTo(Arrays.copyOf(large, 800));
    for (int length : new int[] {800, random.length}) {
      byte[] mine = Arrays.copyOf(random, length);
      byte[] reduced = new byte[length];
      for (int root = 0; root < comm.size(); root++) {
        comm.buffers()
            .reduce(
                buffer(Element.FLOAT64, mine),
                buffer(Element.FLOAT64, reduced),
                Operator.SUM,
                root);
        assertThat(reduced)
            .isEqualTo(comm.rank() == root ? Arrays.copyOf(large, length) : new byte[length]);
        Arrays.fill(reduced, (byte) 0);
      }
    }
    byte[] roots = large.clone();
    comm.buffers().bcast(buffer(Element.FLOAT64, roots), 0);
    assertThat(Arrays.equals(roots, large)).isTrue();
    int block = 8 * (count / comm.size());
    byte[] whole = Arrays.copyOf(random, block * comm.size());
    byte[] part = new byte[block];
    comm.buffers()
        .reduceScatterBlock(
            buffer(Element.FLOAT64, whole), buffer(Element.FLOAT64, part), Operator.SUM);
    int from = comm.rank() * block;
    assertThat(part).isEqualTo(Arrays.copyOfRange(large, from, from + block));
  }

  private static void large(Communicator comm) {
    int count = 1_100_000; // more than a segment of Reduce
    byte[] mine = numbers(Element.INT64, count, comm.rank());
    byte[] sum = expected(Operator.SUM, Element.INT64, count, 0, comm.size());
    byte[] got = new byte[mine.length];
    comm.buffers().allreduce(buffer(Element.INT64, mine), buffer(Element.INT64, got), Operator.SUM);
    assertThat(Arrays.equals(got, sum)).isTrue();
    comm.buffers().reduce(buffer(Element.INT64, mine), buffer(Element.INT64, got), Operator.SUM, 0);
    assertThat(Arrays.equals(got, sum)).isTrue();
  }

  private static void lengths(Communicator comm) {
    if (comm.size() != 2) {
      return; // with more ranks, some of them would wait for the one that has failed
    }
    for (int kibibytes : new int[] {2, 96, 8192}) {
      int bytes = 1024 * kibibytes * (comm.rank() == 0 ? 3 : 2);
      Buffer mine = buffer(Element.INT32, new byte[bytes]);
      Buffer into = buffer(Element.INT32, new byte[bytes]);
      ThrowingCallable reduce = () -> comm.buffers().reduce(mine, into, Operator.SUM, 0);
      if (comm.rank() == 0 || kibibytes > 2) {
        assertThatThrownBy(reduce)
            .isInstanceOf(RankspaceException.class)
            .hasMessageContaining(comm.rank() == 0 ? "length" : "does not fit");
      } else {
        assertThatCode(reduce).doesNotThrowAnyException();
      }
    }
  }

  private static void refusals(Communicator comm) {
    Buffer doubles = buffer(Element.FLOAT64, new byte[16]);
    Buffer longs = buffer(Element.INT64, new byte[16]);
    assertThatThrownBy(() -> comm.buffers().allreduce(doubles, longs, Operator.SUM))
        .hasMessage(
            "the buffers of a reduction must have the same element type: send=FLOAT64, receive=INT64");
    assertThatThrownBy(() -> comm.buffers().allreduce(null, doubles, Operator.BAND))
        .hasMessage("floats have no bits to combine: op=BAND, element=FLOAT64");
    Buffer opaque = new Buffer(Span.allocate(16), Element.OPAQUE, 4, false);
    assertThatThrownBy(() -> comm.buffers().scan(null, opaque, Operator.SUM))
        .hasMessageStartingWith("a reduction needs elements of a known type: op=SUM");
    Buffer shorter = buffer(Element.INT64, new byte[8]);
    assertThatThrownBy(() -> comm.buffers().exscan(longs, shorter, Operator.SUM))
        .hasMessageStartingWith("the message does not fit");
  }
}
