package org.rankspace.collective.bulk;

import java.util.List;
import org.rankspace.buffer.Span;
import org.rankspace.collective.Allgather;

/**
 * The collectives that move blocks from where they are to where they belong, without a copy in
 * between. MPI 4.1, sections 6.5 to 6.8. Blocks may have different lengths.
 */
public final class Movement {
  private Movement() {}

  /**
   * The root sends each rank its block. Linear: at the root size-1 messages, which travel side by
   * side; nothing is sent twice, as it would be down a tree.
   *
   * @param blocks at the root one for each rank; not looked at elsewhere
   * @param mine where this rank's block goes; null at a root whose block stays where it is
   */
  public static void scatter(SpanPeer peer, int root, Span[] blocks, Span mine) {
    if (peer.rank() != root) {
      peer.receive(mine, root);
      return;
    }
    for (int distance = 1; distance < peer.size(); distance++) {
      int dest = (root + distance) % peer.size();
      peer.send(blocks[dest], dest);
    }
    if (mine != null) {
      Lengths.require(blocks[root].length(), mine.length(), root);
      blocks[root].copyTo(mine);
    }
  }

  /**
   * Each rank sends the root its block. Linear, as {@link #scatter}.
   *
   * @param mine this rank's block; null at a root whose block is where it belongs
   * @param blocks at the root one for each rank; not looked at elsewhere
   */
  public static void gather(SpanPeer peer, int root, Span mine, Span[] blocks) {
    if (peer.rank() != root) {
      peer.send(mine, root);
      return;
    }
    if (mine != null) {
      Lengths.require(mine.length(), blocks[root].length(), root);
      mine.copyTo(blocks[root]);
    }
    for (int distance = 1; distance < peer.size(); distance++) {
      int source = (root + distance) % peer.size();
      peer.receive(blocks[source], source);
    }
  }

  /**
   * Each rank's block goes to every rank, round a ring: size-1 rounds; each rank passes on what it
   * received last (Thakur, Rabenseifner, Gropp: Optimization of collective communication operations
   * in MPICH, 2005).
   *
   * @param blocks one for each rank, this rank's own already in place
   */
  public static void allgather(SpanPeer peer, Span[] blocks) {
    ring(peer, blocks);
  }

  /** As {@link #allgather}, of blocks of the same length: small ones with fewer messages. */
  public static void allgatherEven(SpanPeer peer, Span[] blocks) {
    Span mine = blocks[peer.rank()];
    if (mine.length() == 0 || !peer.routes().gathersByBruck(peer.size(), mine.length())) {
      ring(peer, blocks);
      return;
    }
    List<Span> all =
        Allgather.allgather(Messages.blocks(peer, mine.length()), mine, Allgather.Route.BRUCK);
    for (int rank = 0; rank < blocks.length; rank++) {
      all.get(rank).copyTo(blocks[rank]);
    }
  }

  private static void ring(SpanPeer peer, Span[] blocks) {
    int size = peer.size();
    int right = (peer.rank() + 1) % size;
    int left = Math.floorMod(peer.rank() - 1, size);
    for (int step = 0; step < size - 1; step++) {
      peer.send(blocks[Math.floorMod(peer.rank() - step, size)], right);
      peer.receive(blocks[Math.floorMod(peer.rank() - step - 1, size)], left);
    }
  }

  /**
   * Rank i gets block i of each rank: {@link org.rankspace.collective.Alltoall#pairwise}, in place.
   */
  public static void alltoall(SpanPeer peer, Span[] sent, Span[] received) {
    int size = peer.size();
    int rank = peer.rank();
    Lengths.require(sent[rank].length(), received[rank].length(), rank);
    sent[rank].copyTo(received[rank]);
    for (int distance = 1; distance < size; distance++) {
      int dest = (rank + distance) % size;
      peer.send(sent[dest], dest);
    }
    for (int distance = 1; distance < size; distance++) {
      int source = Math.floorMod(rank - distance, size);
      peer.receive(received[source], source);
    }
  }
}
