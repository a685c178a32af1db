package org.rankspace.collective;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * Every rank's item, at one rank.
 *
 * <p>Binomial tree: each rank collects its subtree and passes it up as one message. ceil(log2 size)
 * rounds, one message per rank except the root, which receives ceil(log2 size) of them (Chan,
 * Heimlich, Purkayastha, van de Geijn: Collective communication, 2007). MPI 4.1, section 6.5.
 */
public final class Gather {
  private Gather() {}

  /** Returns the items in rank order at the root, null elsewhere. */
  public static <T> List<T> gather(Peer<List<T>> peer, int root, T item) {
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
