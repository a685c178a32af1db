package org.rankspace.collective;

/**
 * What a collective algorithm sees of the others: ranks 0 to size-1, and two verbs.
 *
 * @param <T> what is sent
 */
public interface Peer<T> {
  int rank();

  int size();

  /**
   * Starts sending and does not wait for the receiver, so any order of sends and receives is free
   * of deadlock. {@code message} must not be changed until the collective has ended, and {@code
   * dest} is not this rank. Messages to one rank arrive in order.
   */
  void send(T message, int dest);

  /** Waits for the next message of {@code source} in this collective. */
  T recv(int source);
}
