package org.rankspace.engine;

/** A rank's part in a collective; its {@code toString} is the call in a user's words. */
@FunctionalInterface
public interface Part {
  /**
   * Called now and then by a thread that waits for a message of the collective.
   *
   * @param source the rank of the world that is to send it
   * @throws ReceiveRequest.CollectiveMismatch if that rank is known to be in another one
   */
  void check(int source);
}
