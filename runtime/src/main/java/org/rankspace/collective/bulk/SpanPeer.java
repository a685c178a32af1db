package org.rankspace.collective.bulk;

import org.rankspace.buffer.Combiner;
import org.rankspace.buffer.Span;

/** What an algorithm sees of the others: ranks 0 to size-1, and verbs that move memory. */
public interface SpanPeer {
  int rank();

  int size();

  /** Which algorithm to use when; the same at every rank. */
  Routes routes();

  /**
   * Starts sending and does not wait for the receiver. The bytes must not change until {@link
   * #settle} or the end of the collective; {@code dest} is not this rank. Messages to one rank
   * arrive in order.
   */
  void send(Span bytes, int dest);

  /**
   * Waits for the next message of {@code source} in this collective and puts it there.
   *
   * @throws org.rankspace.error.RankspaceException of class TRUNCATE if it is longer, COUNT if it
   *     is shorter: ranks do not agree on the length
   */
  void receive(Span into, int source);

  /**
   * Waits for the next message of {@code source} in this collective and combines it, as it comes,
   * with {@code mine}. Errors as for {@link #receive}; what is in {@code into} then is not defined.
   *
   * @param mineIsLower whether {@code mine} is of the lower ranks, the message of the higher
   * @param into where the result goes; as long as {@code mine}, which it may be
   */
  void receiveCombined(Span mine, boolean mineIsLower, Span into, Combiner op, int source);

  /**
   * Waits for the next message of {@code source} in this collective; returns it in new memory.
   *
   * @throws org.rankspace.error.RankspaceException of class TRUNCATE if it is longer than that
   */
  Span receiveNew(int source, int atMostBytes);

  /** Waits until what was sent may be changed. */
  void settle();
}
