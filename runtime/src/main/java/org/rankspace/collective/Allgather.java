package org.rankspace.collective;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** Every rank's item, at every rank. MPI 4.1, section 6.7. */
public final class Allgather {
  /** How the items travel. */
  public enum Route {
    /** Fewest messages: for small items. */
    BRUCK,
    /** To the next neighbour only, one item at a time: for large items. */
    RING
  }

  private Allgather() {}

  /** Returns the items in rank order, at every rank. All ranks must give the same route. */
  public static <T> List<T> allgather(Peer<List<T>> peer, T item, Route route) {
    return switch (route) {
      case BRUCK -> bruck(peer, item);
      case RING -> ring(peer, item);
    };
  }

  /**
   * Bruck, Ho, Kipnis, Upfal, Weathersby: Efficient algorithms for all-to-all communications in
   * multiport message-passing systems, 1997. What a rank holds doubles each round: it gets the run
   * of items that starts where its own ends. ceil(log2 size) rounds and messages per rank, for any
   * size.
   */
  private static <T> List<T> bruck(Peer<List<T>> peer, T item) {
    int rank = peer.rank();
    int size = peer.size();
    List<T> items = new ArrayList<>(size);
    items.add(item);
    for (int distance = 1; distance < size; distance *= 2) {
      int count = Math.min(distance, size - distance);
      peer.send(new ArrayList<>(items.subList(0, count)), (rank - distance + size) % size);
      items.addAll(peer.recv((rank + distance) % size));
    }
    Collections.rotate(items, rank);
    return items;
  }

  /**
   * Ring (Thakur, Rabenseifner, Gropp: Optimization of collective communication operations in
   * MPICH, 2005): size-1 rounds; each rank passes on what it received last, so that every message
   * goes to a neighbour and no more than one item per rank is under way.
   */
  private static <T> List<T> ring(Peer<List<T>> peer, T item) {
    int rank = peer.rank();
    int size = peer.size();
    List<T> items = new ArrayList<>(Collections.nCopies(size, null));
    items.set(rank, item);
    List<T> passing = Collections.singletonList(item);
    for (int step = 1; step < size; step++) {
      peer.send(passing, (rank + 1) % size);
      passing = peer.recv((rank - 1 + size) % size);
      items.set((rank - step + size) % size, passing.getFirst());
    }
    return items;
  }
}
