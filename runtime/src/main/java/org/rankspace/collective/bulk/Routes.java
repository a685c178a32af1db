package org.rankspace.collective.bulk;

import java.util.Map;
import org.rankspace.error.ErrorClass;
import org.rankspace.error.RankspaceException;

/**
 * Which algorithm is used when, in one table. All ranks decide alike, because they know the same
 * lengths, the same number of ranks and the same table.
 *
 * <table>
 * <caption>Lengths are those of one rank's buffer</caption>
 * <tr><td>Bcast</td><td>binomial tree</td><td>below 8 ranks, or below 512 KiB</td></tr>
 * <tr><td></td><td>scatter and ring allgather</td><td>else</td></tr>
 * <tr><td>Reduce</td><td>binomial tree</td><td>below 16 KiB</td></tr>
 * <tr><td></td><td>recursive halving, linear gather</td><td>else</td></tr>
 * <tr><td>Allreduce</td><td>recursive doubling</td><td>below 16 KiB</td></tr>
 * <tr><td></td><td>Rabenseifner</td><td>else</td></tr>
 * <tr><td>Allgather</td><td>Bruck</td><td>below 8 KiB each, more than 2 ranks</td></tr>
 * <tr><td></td><td>ring</td><td>else, and Allgatherv</td></tr>
 * <tr><td>alltoall of objects</td><td>pairwise</td><td>below 64 ranks</td></tr>
 * <tr><td></td><td>Bruck</td><td>else</td></tr>
 * <tr><td>Alltoall, Alltoallv</td><td>pairwise</td><td>always</td></tr>
 * <tr><td>Scatter, Gather and v-forms</td><td>linear</td><td>always</td></tr>
 * <tr><td>scatter, gather of objects</td><td>linear</td><td>below 64 ranks</td></tr>
 * <tr><td></td><td>binomial tree</td><td>else</td></tr>
 * <tr><td>Reduce_scatter</td><td>pairwise</td><td>always</td></tr>
 * <tr><td>Reduce_scatter_block, Scan, Exscan</td><td>as for objects</td><td>always</td></tr>
 * </table>
 *
 * <p>Where the binomial tree ends is where it costs more work in all: on one host with fewer cores
 * than ranks the copies of all ranks add up, and the tree makes the fewest.
 *
 * @param broadcastScatterBytes where a broadcast begins to scatter
 * @param broadcastScatterRanks how many ranks that takes
 * @param reducePiecesBytes where a reduce and an allreduce begin to work in pieces
 * @param gatherRingBytes where an allgather begins to go round the ring
 * @param gatherTreeRanks from how many ranks on objects are gathered and scattered along a tree
 * @param exchangeBruckRanks from how many ranks on an alltoall of objects bundles them
 */
public record Routes(
    int broadcastScatterBytes,
    int broadcastScatterRanks,
    int reducePiecesBytes,
    int gatherRingBytes,
    int gatherTreeRanks,
    int exchangeBruckRanks) {
  private static final int KIBIBYTE = 1024;

  /** What was measured to be best. */
  public static final Routes MEASURED =
      new Routes(512 * KIBIBYTE, 8, 16 * KIBIBYTE, 8 * KIBIBYTE, 64, 64);

  /**
   * The table with the numbers that a user has set in the environment; docs/design.md lists them.
   *
   * @throws RankspaceException of class ARG if one is not a number from 0 on
   */
  public static Routes from(Map<String, String> environment) {
    return new Routes(
        number(environment, "RANKSPACE_BCAST_SCATTER_BYTES", MEASURED.broadcastScatterBytes),
        number(environment, "RANKSPACE_BCAST_SCATTER_RANKS", MEASURED.broadcastScatterRanks),
        number(environment, "RANKSPACE_REDUCE_PIECES_BYTES", MEASURED.reducePiecesBytes),
        number(environment, "RANKSPACE_ALLGATHER_RING_BYTES", MEASURED.gatherRingBytes),
        number(environment, "RANKSPACE_GATHER_TREE_RANKS", MEASURED.gatherTreeRanks),
        number(environment, "RANKSPACE_ALLTOALL_BRUCK_RANKS", MEASURED.exchangeBruckRanks));
  }

  private static int number(Map<String, String> environment, String name, int otherwise) {
    String text = environment.get(name);
    if (text == null) {
      return otherwise;
    }
    if (!text.matches("[0-9]{1,9}")) {
      throw new RankspaceException(
          ErrorClass.ARG,
          "the environment variable must be a number from 0 to 999999999, the same for all ranks: %s=%s"
              .formatted(name, text));
    }
    return Integer.parseInt(text);
  }

  boolean broadcastsByScatter(int size, int lengthBytes) {
    return size >= broadcastScatterRanks && lengthBytes >= broadcastScatterBytes;
  }

  boolean reducesInPieces(int size, int lengthBytes) {
    return size >= 2 && lengthBytes >= reducePiecesBytes;
  }

  /** Whether a gather and a scatter of objects go along a tree. */
  public boolean distributesByTree(int size) {
    return size >= gatherTreeRanks;
  }

  /** Whether an alltoall of objects bundles what goes the same way. */
  public boolean exchangesByBruck(int size) {
    return size >= exchangeBruckRanks;
  }

  boolean gathersByBruck(int size, int blockBytes) {
    return size > 2 && blockBytes < gatherRingBytes;
  }
}
