package org.rankspace.launch.bench.mpj;

import mpi.MPI;

/** What the two ranks tell each other beside the messages that are measured. */
final class Link {
  private static final int CASE = 101;
  private static final int TURNS = 102;
  private static final int TIME = 103;

  private Link() {}

  /** The words of the next case; empty: there is none. */
  static void sendCase(String words) {
    MPI.COMM_WORLD.Send(new Object[] {words}, 0, 1, MPI.OBJECT, 1, CASE);
  }

  static String receiveCase() {
    Object[] words = new Object[1];
    MPI.COMM_WORLD.Recv(words, 0, 1, MPI.OBJECT, 0, CASE);
    return (String) words[0];
  }

  /** The turns of the next round; 0: the case is over. */
  static void sendTurns(int turns) {
    MPI.COMM_WORLD.Send(new int[] {turns}, 0, 1, MPI.INT, 1, TURNS);
  }

  static int receiveTurns() {
    int[] turns = new int[1];
    MPI.COMM_WORLD.Recv(turns, 0, 1, MPI.INT, 0, TURNS);
    return turns[0];
  }

  static void sendSeconds(double seconds) {
    MPI.COMM_WORLD.Send(new double[] {seconds}, 0, 1, MPI.DOUBLE, 0, TIME);
  }

  static double receiveSeconds() {
    double[] seconds = new double[1];
    MPI.COMM_WORLD.Recv(seconds, 0, 1, MPI.DOUBLE, 1, TIME);
    return seconds[0];
  }
}
