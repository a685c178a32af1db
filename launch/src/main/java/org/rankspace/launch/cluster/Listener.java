package org.rankspace.launch.cluster;

/** Hears what ranks write while they carry out a call, in the cluster's own thread. */
@FunctionalInterface
public interface Listener {
  /**
   * A rank has written something.
   *
   * @param stream 1 or 2, as file descriptors are numbered
   */
  void output(int rank, int stream, byte[] bytes);
}
