package org.rankspace.collective;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.rankspace.error.ErrorClass;
import org.rankspace.error.RankspaceException;

/** One item of the root's list for each rank. MPI 4.1, section 6.6. */
public final class Scatter {
  private Scatter() {}

  /**
   * Returns this rank's item.
   *
   * <p>Linear: the root sends each rank its item, size-1 messages. Nobody else has to pass anything
   * on, and nothing is sent twice.
   *
   * @param items at the root, one per rank in rank order; not read elsewhere
   * @throws RankspaceException of class COUNT at the root, before anything is sent, if there are
   *     not as many items as ranks
   */
  public static <T> T linear(Peer<T> peer, int root, List<T> items) {
    if (peer.rank() != root) {
      return peer.recv(root);
    }
    requireOnePerRank("scatter", peer, items);
    for (int distance = 1; distance < peer.size(); distance++) {
      int dest = (root + distance) % peer.size();
      peer.send(items.get(dest), dest);
    }
    return items.get(root);
  }

  /**
   * As {@link #linear}.
   *
   * <p>Binomial tree: each rank receives its subtree's items as one message, keeps the first and
   * passes the others down, the largest part first. ceil(log2 size) rounds, one message per rank
   * except the root, which sends ceil(log2 size) of them (Chan, Heimlich, Purkayastha, van de
   * Geijn: Collective communication, 2007).
   */
  public static <T> T tree(Peer<List<T>> peer, int root, List<T> items) {
    BinomialTree tree = new BinomialTree(peer, root);
    List<T> subtree = tree.isRoot() ? fromRoot(peer, root, items) : peer.recv(tree.parent());
    for (int distance = tree.reach() / 2; distance > 0; distance /= 2) {
      if (tree.hasChild(distance)) {
        int end = Math.min(2 * distance, subtree.size());
        peer.send(new ArrayList<>(subtree.subList(distance, end)), tree.child(distance));
      }
    }
    return subtree.getFirst();
  }

  /** The items in the tree's order: the root's own first. */
  private static <T> List<T> fromRoot(Peer<List<T>> peer, int root, List<T> items) {
    requireOnePerRank("scatter", peer, items);
    List<T> ordered = new ArrayList<>(items);
    Collections.rotate(ordered, -root);
    return ordered;
  }

  static void requireOnePerRank(String operation, Peer<?> peer, List<?> items) {
    if (items.size() != peer.size()) {
      throw new RankspaceException(
          ErrorClass.COUNT,
          "%s needs one item per rank: items=%d, size=%d"
              .formatted(operation, items.size(), peer.size()));
    }
  }
}
