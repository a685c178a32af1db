package org.rankspace.comm;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import org.rankspace.wire.Payload;

/**
 * How the messages of a collective become bytes.
 *
 * @param <T> what the algorithm moves
 */
interface Cargo<T> {
  /** A payload that nobody will change. */
  Payload pack(T message);

  T unpack(Payload payload);

  /** Bytes that travel as they are. */
  Cargo<Payload> BYTES =
      new Cargo<>() {
        @Override
        public Payload pack(Payload message) {
          return message;
        }

        @Override
        public Payload unpack(Payload payload) {
          return payload;
        }
      };

  /** Several payloads in one: their number, the length of each, then their bytes. */
  Cargo<List<Payload>> BUNDLE =
      new Cargo<>() {
        @Override
        public Payload pack(List<Payload> messages) {
          ByteBuffer lengths = ByteBuffer.allocate(Integer.BYTES + Long.BYTES * messages.size());
          lengths.putInt(messages.size());
          List<Payload.Block> blocks = new ArrayList<>();
          blocks.add(new Payload.Block(lengths.array(), 0, lengths.capacity()));
          for (Payload message : messages) {
            lengths.putLong(message.length());
            for (int i = 0; i < message.blockCount(); i++) {
              blocks.add(message.block(i));
            }
          }
          return joinIfSmall(Payload.of(blocks));
        }

        @Override
        public List<Payload> unpack(Payload payload) {
          Slicer slicer = new Slicer(payload);
          int count = slicer.header(Integer.BYTES).getInt();
          ByteBuffer lengths = slicer.header(Long.BYTES * count);
          List<Payload> messages = new ArrayList<>(count);
          for (int i = 0; i < count; i++) {
            messages.add(slicer.next(lengths.getLong()));
          }
          return messages;
        }
      };

  /** Small blocks are copied into one, so that they travel in one frame. */
  private static Payload joinIfSmall(Payload payload) {
    if (payload.blockCount() == 1 || payload.length() > 32 * 1024) {
      return payload;
    }
    ByteArrayOutputStream joined = new ByteArrayOutputStream((int) payload.length());
    for (int i = 0; i < payload.blockCount(); i++) {
      Payload.Block block = payload.block(i);
      joined.write(block.bytes(), block.offset(), block.length());
    }
    return Payload.of(joined.toByteArray());
  }

  /** Cuts a payload into others without copying. */
  final class Slicer {
    private final Payload payload;
    private int block;
    private int used;

    private Slicer(Payload payload) {
      this.payload = payload;
    }

    /** The next bytes, which lie in one block because they were written first. */
    private ByteBuffer header(int length) {
      Payload.Block cut = next(length).block(0);
      return ByteBuffer.wrap(cut.bytes(), cut.offset(), cut.length());
    }

    private Payload next(long length) {
      List<Payload.Block> parts = new ArrayList<>(1);
      long left = length;
      while (left > 0) {
        Payload.Block whole = payload.block(block);
        int n = (int) Math.min(left, whole.length() - used);
        if (n > 0) {
          parts.add(new Payload.Block(whole.bytes(), whole.offset() + used, n));
        }
        used += n;
        left -= n;
        if (used == whole.length()) {
          block++;
          used = 0;
        }
      }
      return parts.isEmpty() ? Payload.EMPTY : Payload.of(parts);
    }
  }
}
