package org.rankspace.collective.bulk;

/**
 * Which algorithm is used when, in one table. All ranks decide alike, because they know the same
 * length and the same number of ranks.
 *
 * <table>
 * <caption>Lengths are those of one rank's buffer</caption>
 * <tr><td>Bcast</td><td>binomial tree</td><td>below 8 ranks, or below 512 KiB</td></tr>
 * <tr><td></td><td>scatter and ring allgather</td><td>else</td></tr>
 * <tr><td>Allreduce</td><td>recursive doubling</td><td>below 16 KiB</td></tr>
 * <tr><td></td><td>Rabenseifner</td><td>else</td></tr>
 * <tr><td>Allgather</td><td>Bruck</td><td>below 8 KiB each, more than 2 ranks</td></tr>
 * <tr><td></td><td>ring</td><td>else, and Allgatherv</td></tr>
 * <tr><td>Alltoall, Alltoallv</td><td>pairwise</td><td>always</td></tr>
 * <tr><td>Scatter, Gather and v-forms</td><td>linear</td><td>always</td></tr>
 * <tr><td>Reduce, Reduce_scatter_block, Scan, Exscan</td><td>as for objects</td><td>always</td></tr>
 * </table>
 *
 * <p>Where the binomial tree ends is where it costs more work in all: on one host with fewer cores
 * than ranks the copies of all ranks add up, and the tree makes the fewest.
 */
public final class Routes {
  private static final int KIBIBYTE = 1024;

  private Routes() {}

  static boolean broadcastsByScatter(int size, int lengthBytes) {
    return size >= 8 && lengthBytes >= 512 * KIBIBYTE;
  }

  static boolean reducesInPieces(int size, int lengthBytes) {
    return size >= 2 && lengthBytes >= 16 * KIBIBYTE;
  }

  static boolean gathersByBruck(int size, int blockBytes) {
    return size > 2 && blockBytes < 8 * KIBIBYTE;
  }
}
