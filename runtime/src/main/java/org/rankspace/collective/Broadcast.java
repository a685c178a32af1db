package org.rankspace.collective;

/**
 * One rank's message, at every rank.
 *
 * <p>Binomial tree, the farthest child first: ceil(log2 size) rounds, size-1 messages in all, at
 * most ceil(log2 size) from one rank (Johnsson, Ho: Optimum broadcasting and personalized
 * communication in hypercubes, 1989). MPI 4.1, section 6.4.
 */
public final class Broadcast {
  private Broadcast() {}

  /**
   * Returns the root's message at every rank.
   *
   * @param message read at the root only
   */
  public static <T> T broadcast(Peer<T> peer, int root, T message) {
    BinomialTree tree = new BinomialTree(peer, root);
    T received = tree.isRoot() ? message : peer.recv(tree.parent());
    for (int distance = tree.reach() / 2; distance > 0; distance /= 2) {
      if (tree.hasChild(distance)) {
        peer.send(received, tree.child(distance));
      }
    }
    return received;
  }
}
