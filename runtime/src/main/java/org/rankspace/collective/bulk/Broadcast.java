package org.rankspace.collective.bulk;

import org.rankspace.buffer.Span;

/** The root's memory, at every rank. MPI 4.1, section 6.4. */
public final class Broadcast {
  private Broadcast() {}

  /** Sends {@code data} at the root; receives into it elsewhere. */
  public static void broadcast(SpanPeer peer, int root, Span data) {
    if (peer.routes().broadcastsByScatter(peer.size(), data.length())) {
      scatter(peer, root, data);
      collect(peer, root, data);
    } else {
      tree(peer, root, data);
    }
  }

  /**
   * Binomial tree: ceil(log2 size) rounds, each rank receives once (Chan, Heimlich, Purkayastha,
   * van de Geijn: Collective communication, 2007).
   */
  private static void tree(SpanPeer peer, int root, Span data) {
    int size = peer.size();
    int place = Math.floorMod(peer.rank() - root, size);
    int reach = place == 0 ? reach(size) : Integer.lowestOneBit(place);
    if (place != 0) {
      peer.receive(data, Math.floorMod(place - reach + root, size));
    }
    for (int distance = reach / 2; distance > 0; distance /= 2) {
      if (place + distance < size) {
        peer.send(data, (place + distance + root) % size);
      }
    }
  }

  /** The smallest power of two that is not below {@code size}. */
  private static int reach(int size) {
    return size == 1 ? 1 : Integer.highestOneBit(size - 1) * 2;
  }

  // Van de Geijn: each rank gets one piece of the data, then the pieces go round (Barnett et al.:
  // Interprocessor collective communication library, 1994; Thakur, Rabenseifner, Gropp, 2005). A
  // rank sends and receives about twice the data, whatever the number of ranks.

  /** Down a binomial tree, each rank receives the pieces of its subtree. */
  private static void scatter(SpanPeer peer, int root, Span data) {
    int size = peer.size();
    int place = Math.floorMod(peer.rank() - root, size);
    int reach = place == 0 ? reach(size) : Integer.lowestOneBit(place);
    if (place != 0) {
      Span mine = pieces(data, size, place, place + reach);
      peer.receive(mine, Math.floorMod(place - reach + root, size));
    }
    for (int distance = reach / 2; distance > 0; distance /= 2) {
      int child = place + distance;
      if (child < size) {
        peer.send(pieces(data, size, child, child + distance), (child + root) % size);
      }
    }
  }

  /** Round the ring; the root's data is whole, and it only passes on. */
  private static void collect(SpanPeer peer, int root, Span data) {
    int size = peer.size();
    int place = Math.floorMod(peer.rank() - root, size);
    int right = (peer.rank() + 1) % size;
    int left = Math.floorMod(peer.rank() - 1, size);
    for (int step = 0; step < size - 1; step++) {
      int sent = Math.floorMod(place - step, size);
      int received = Math.floorMod(place - step - 1, size);
      peer.send(pieces(data, size, sent, sent + 1), right);
      peer.receive(pieces(data, size, received, received + 1), left);
    }
  }

  /** The pieces {@code from} to {@code to}, exclusive; there are as many as ranks. */
  private static Span pieces(Span data, int size, int from, int to) {
    int start = start(data, size, from);
    return data.part(start, start(data, size, Math.min(to, size)) - start);
  }

  private static int start(Span data, int size, int piece) {
    return (int) ((long) data.length() * piece / size);
  }
}
