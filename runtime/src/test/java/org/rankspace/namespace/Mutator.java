package org.rankspace.namespace;

import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.rankspace.codec.Format;
import org.rankspace.wire.Payload;

/** Makes hostile messages out of good ones; the same ones for the same seed. */
final class Mutator {
  private static final byte[] HUGE = {(byte) 0xff, (byte) 0xff, (byte) 0xff, (byte) 0xff, 7};
  private static final byte[][] LENGTHS = {
    HUGE, {(byte) 0xff, (byte) 0xff, (byte) 0xff, (byte) 0xff, 15}, {(byte) 0xff, 127}, {127}, {0}
  };
  private static final int[] NESTING = {
    Format.LIST, Format.TUPLE, Format.DICT, Format.SET, Format.FROZENSET, Format.RANGE
  };

  private final Random random;
  private final List<byte[]> good;

  Mutator(long seed, List<byte[]> good) {
    this.random = new Random(seed);
    this.good = good;
  }

  /** The next message: usually a few changes, now and then nesting. */
  byte[] next() {
    if (random.nextInt(5000) == 0) {
      return nested();
    }
    byte[] message = any().clone();
    for (int changes = 1 + random.nextInt(3); changes > 0; changes--) {
      message = change(message);
    }
    return message;
  }

  /** Cut into blocks anywhere, as a message from the network may be. */
  Payload cut(byte[] message) {
    List<Payload.Block> blocks = new ArrayList<>();
    int from = 0;
    while (blocks.size() < 3 && from < message.length) {
      int length = random.nextInt(message.length - from + 1);
      blocks.add(new Payload.Block(message, from, length));
      from += length;
    }
    blocks.add(new Payload.Block(message, from, message.length - from));
    return Payload.of(blocks);
  }

  private byte[] any() {
    return good.get(random.nextInt(good.size()));
  }

  private byte[] change(byte[] message) {
    if (message.length == 0) {
      return any().clone();
    }
    int at = random.nextInt(message.length);
    return switch (random.nextInt(8)) {
      case 0 -> {
        message[at] ^= (byte) (1 << random.nextInt(8));
        yield message;
      }
      case 1 -> {
        message[at] = (byte) random.nextInt(256);
        yield message;
      }
      case 2 -> {
        message[at] = (byte) random.nextInt(Format.PICKLE + 2);
        yield message;
      }
      case 3 -> Arrays.copyOf(message, at);
      case 4 -> {
        byte[] other = any();
        yield join(message, at, other, Math.min(other.length, 1 + random.nextInt(8)), other.length);
      }
      case 5 -> {
        byte[] length = LENGTHS[random.nextInt(LENGTHS.length)];
        yield insert(message, at, length, Math.min(message.length, at + 1));
      }
      case 6 -> insert(message, at, Arrays.copyOfRange(message, random.nextInt(at + 1), at), at);
      default -> insert(message, at, new byte[0], Math.min(message.length, at + 1));
    };
  }

  private static byte[] join(byte[] first, int end, byte[] second, int from, int to) {
    byte[] joined = Arrays.copyOf(first, end + to - from);
    System.arraycopy(second, from, joined, end, to - from);
    return joined;
  }

  /** {@code part} in place of what lies between {@code from} and {@code to}. */
  private static byte[] insert(byte[] message, int from, byte[] part, int to) {
    byte[] head = join(message, from, part, 0, part.length);
    return join(head, head.length, message, to, message.length);
  }

  /** Deep, and each level announces as many elements as the message has bytes. */
  private byte[] nested() {
    int depth = 1 << random.nextInt(16);
    ByteArrayOutputStream message = new ByteArrayOutputStream();
    message.write(Format.VERSION);
    byte[] count = random.nextBoolean() ? new byte[] {1} : varInt(2 * depth);
    int code = NESTING[random.nextInt(NESTING.length)];
    for (int level = 0; level < depth; level++) {
      message.write(code);
      if (code != Format.RANGE) {
        message.writeBytes(count);
      }
      if (code == Format.DICT) {
        message.write(Format.NONE);
      }
    }
    message.writeBytes(new byte[random.nextInt(3 * depth)]);
    return message.toByteArray();
  }

  private static byte[] varInt(int value) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    int rest = value;
    while (rest > 127) {
      bytes.write(rest & 127 | 128);
      rest >>>= 7;
    }
    bytes.write(rest);
    return bytes.toByteArray();
  }
}
