package org.rankspace.collective;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** Every rank's item, at one rank. MPI 4.1, section 6.5. */
public final class Gather {
  private Gather() {}

  /**
   * Returns the items in rank order at the root, null elsewhere.
   *
   * <p>Linear: each rank sends its item straight to the root, which receives size-1 messages.
   * Nobody else waits for anybody, and nothing is sent twice.
   */
  public static <T> List<T> linear(Peer<T> peer, int root, T item) {
    if (peer.rank() != root) {
      peer.send(item, root);
      return null;
    }
    List<T> items = new ArrayList<>(peer.size());
    for (int source = 0; source < peer.size(); source++) {
      items.add(source == root ? item : peer.recv(source));
    }
    return items;
  }

  /**
   * As {@link #linear}.
   *
   * <p>Binomial tree: each rank collects its subtree and passes it up as one message. ceil(log2
   * size) rounds, one message per rank except the root, which receives ceil(log2 size) of them
   * (Chan, Heimlich, Purkayastha, van de Geijn: Collective communication, 2007).
   */
  public static <T> List<T> tree(Peer<List<T>> peer, int root, T item) {
    BinomialTree tree = new BinomialTree(peer, root);
    List<T> subtree = new ArrayList<>();
    subtree.add(item);
    for (int distance = 1; distance < tree.reach(); distance *= 2) {
      if (tree.hasChild(distance)) {
        subtree.addAll(peer.recv(tree.child(distance)));
      }
    }
    if (!tree.isRoot()) {
      peer.send(subtree, tree.parent());
      return null;
    }
    Collections.rotate(subtree, root);
    return subtree;
  }
}
