package org.rankspace.collective;

/**
 * Nobody leaves before everybody has entered.
 *
 * <p>For ranks that share no memory; those that do meet there ({@code engine.Meeting}).
 *
 * <p>Dissemination (Hensgen, Finkel, Manber: Two algorithms for barrier synchronization, 1988): in
 * round k every rank tells the one 2^k above it, cyclically, and hears from the one 2^k below.
 * ceil(log2 size) rounds; one message per rank and round. MPI 4.1, section 6.3.
 */
public final class Barrier {
  private Barrier() {}

  /**
   * Returns when every rank has called this.
   *
   * @param token what is sent; its content does not matter
   */
  public static <T> void barrier(Peer<T> peer, T token) {
    int rank = peer.rank();
    int size = peer.size();
    for (int distance = 1; distance < size; distance *= 2) {
      peer.send(token, (rank + distance) % size);
      peer.recv((rank - distance + size) % size);
    }
  }
}
