package org.rankspace.comm;

import org.agrona.DirectBuffer;
import org.rankspace.buffer.Combiner;
import org.rankspace.buffer.Span;
import org.rankspace.collective.bulk.Lengths;
import org.rankspace.engine.ReceiveRequest;
import org.rankspace.wire.Payload;
import org.rankspace.wire.Sink;

/**
 * Combines a message with memory of its length while it comes in: so its elements are read where
 * they arrive, and are in no other memory in between. Its pieces are whole elements (see {@link
 * org.rankspace.transport.Transport#maxBodyBytes}).
 */
final class CombiningSink implements Sink {
  /** Stays in a first-level cache, and is whole elements. */
  private static final int CHUNK_BYTES = 8 * 1024;

  /** The receive whose bytes come here. */
  final ReceiveRequest receive = new ReceiveRequest(this);

  private final Span mine;
  private final boolean mineIsLower;
  private final Span into;
  private final Combiner op;
  private final int source;
  private final Span chunk = Span.allocate(CHUNK_BYTES);

  /**
   * @param mineIsLower whether {@code mine} is of the lower ranks, the message of the higher
   * @param into as long as {@code mine}, which it may be
   * @param source the sender, for the error when the message is longer
   */
  CombiningSink(Span mine, boolean mineIsLower, Span into, Combiner op, int source) {
    this.mine = mine;
    this.mineIsLower = mineIsLower;
    this.into = into;
    this.op = op;
    this.source = source;
  }

  @Override
  public void begin(long length) {
    Lengths.require(Math.max(length, into.length()), into.length(), source);
  }

  @Override
  public void write(long position, DirectBuffer from, int index, int length) {
    for (int done = 0; done < length; done += CHUNK_BYTES) {
      int count = Math.min(CHUNK_BYTES, length - done);
      from.getBytes(index + done, chunk.bytes(), 0, count);
      combine((int) position + done, chunk.part(0, count));
    }
  }

  @Override
  public void take(Payload payload) {
    begin(payload.length());
    int at = 0;
    for (int i = 0; i < payload.blockCount(); i++) {
      Payload.Block block = payload.block(i);
      combine(at, new Span(block.bytes(), block.offset(), block.length()));
      at += block.length();
    }
  }

  private void combine(int at, Span theirs) {
    Span ours = mine.part(at, theirs.length());
    Span result = into.part(at, theirs.length());
    if (mineIsLower) {
      op.combine(ours, theirs, result);
    } else {
      op.combine(theirs, ours, result);
    }
  }
}
