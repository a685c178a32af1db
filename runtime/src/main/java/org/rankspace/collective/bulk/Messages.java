package org.rankspace.collective.bulk;

import java.util.ArrayList;
import java.util.List;
import org.rankspace.buffer.Span;
import org.rankspace.collective.Peer;

/**
 * Memory as messages, for the algorithms of {@code collective}: what is received lies in memory of
 * its own.
 */
final class Messages {
  private Messages() {}

  /** What is the same whatever a message is. */
  private abstract static class Members<T> implements Peer<T> {
    private final SpanPeer peer;

    Members(SpanPeer peer) {
      this.peer = peer;
    }

    @Override
    public final int rank() {
      return peer.rank();
    }

    @Override
    public final int size() {
      return peer.size();
    }
  }

  /** Each message is one span of {@code length} bytes. */
  static Peer<Span> single(SpanPeer peer, int length) {
    return new Members<>(peer) {
      @Override
      public void send(Span message, int dest) {
        peer.send(message, dest);
      }

      @Override
      public Span recv(int source) {
        Span message = peer.receiveNew(source, length);
        Lengths.require(message.length(), length, source);
        return message;
      }
    };
  }

  /**
   * Each message is a list of blocks of {@code length} bytes, at least 1, and at most one a rank.
   */
  static Peer<List<Span>> blocks(SpanPeer peer, int length) {
    return new Members<>(peer) {
      @Override
      public void send(List<Span> blocks, int dest) {
        peer.send(blocks.size() == 1 ? blocks.getFirst() : join(blocks, length), dest);
      }

      @Override
      public List<Span> recv(int source) {
        Span joined = peer.receiveNew(source, Math.multiplyExact(length, size()));
        Lengths.require(joined.length() % length, 0, source);
        List<Span> blocks = new ArrayList<>(joined.length() / length);
        for (int at = 0; at < joined.length(); at += length) {
          blocks.add(joined.part(at, length));
        }
        return blocks;
      }
    };
  }

  private static Span join(List<Span> blocks, int length) {
    Span joined = Span.allocate(Math.multiplyExact(length, blocks.size()));
    for (int i = 0; i < blocks.size(); i++) {
      blocks.get(i).copyTo(joined.part(i * length, length));
    }
    return joined;
  }
}
