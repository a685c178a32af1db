package org.rankspace.collective;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.rankspace.error.RankspaceException;

/**
 * From every rank one item to every rank. MPI 4.1, section 6.8.
 *
 * <p>Both forms return the item of rank i for this rank at index i, and throw a {@link
 * RankspaceException} of class COUNT, before anything is sent, if there are not as many items as
 * ranks.
 */
public final class Alltoall {
  private Alltoall() {}

  /**
   * Pairwise exchange: size-1 messages per rank, the k-th to the rank k above, received from the
   * rank k below (Thakur, Rabenseifner, Gropp: Optimization of collective communication operations
   * in MPICH, 2005). Each item travels once and alone. All are on their way before the first is
   * waited for, so that ranks which share a core do not wait for each other in every round; large
   * ones come when they are received, and so in rounds.
   *
   * @param items the item at index i is for rank i
   */
  public static <T> List<T> pairwise(Peer<T> peer, List<T> items) {
    Scatter.requireOnePerRank("alltoall", peer, items);
    int rank = peer.rank();
    int size = peer.size();
    for (int distance = 1; distance < size; distance++) {
      int above = (rank + distance) % size;
      peer.send(items.get(above), above);
    }
    List<T> received = new ArrayList<>(items);
    for (int distance = 1; distance < size; distance++) {
      int below = (rank - distance + size) % size;
      received.set(below, peer.recv(below));
    }
    return received;
  }

  /**
   * Bruck, Ho, Kipnis, Upfal, Weathersby: Efficient algorithms for all-to-all communications in
   * multiport message-passing systems, 1997. An item for the rank n above goes there in the jumps
   * that n's binary digits name, bundled with all others that make the same jump. ceil(log2 size)
   * rounds and messages per rank, each with up to half of the items: for small items.
   *
   * @param items the item at index i is for rank i
   */
  public static <T> List<T> bruck(Peer<List<T>> peer, List<T> items) {
    Scatter.requireOnePerRank("alltoall", peer, items);
    int rank = peer.rank();
    int size = peer.size();
    List<T> byJump = new ArrayList<>(items);
    Collections.rotate(byJump, -rank);
    for (int jump = 1; jump < size; jump *= 2) {
      peer.send(withBit(byJump, jump), (rank + jump) % size);
      List<T> arrived = peer.recv((rank - jump + size) % size);
      int next = 0;
      for (int i = jump; i < size; i = nextWithBit(i, jump)) {
        byJump.set(i, arrived.get(next++));
      }
    }
    // What is now at index n has come n ranks up to here.
    Collections.reverse(byJump);
    Collections.rotate(byJump, rank + 1);
    return byJump;
  }

  private static <T> List<T> withBit(List<T> items, int bit) {
    List<T> chosen = new ArrayList<>();
    for (int i = bit; i < items.size(); i = nextWithBit(i, bit)) {
      chosen.add(items.get(i));
    }
    return chosen;
  }

  private static int nextWithBit(int i, int bit) {
    return (i + 1) | bit;
  }
}
