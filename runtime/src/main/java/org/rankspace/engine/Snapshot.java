package org.rankspace.engine;

import java.util.List;
import java.util.Optional;

/**
 * What a rank was doing at one moment.
 *
 * @param blockedNs how long the threads have computed that wait for others of the program, all of
 *     whose threads wait for messages or each other; {@link Onlooker#NOT_IDLE} if one can go on
 * @param waiting the waits, also those of collectives that were started
 * @param standstill {@link Onlooker#standstill}
 * @param framesIn frames received from other ranks so far, and how often it has come to a {@link
 *     Meeting}: what it writes there, all see at once
 * @param framesOut frames sent to other ranks so far, and the same; frames are under way while the
 *     sums over all ranks differ
 */
public record Snapshot(
    long blockedNs,
    List<Waiting> waiting,
    Optional<Onlooker.Standstill> standstill,
    long framesIn,
    long framesOut,
    Traffic traffic) {
  public Snapshot {
    waiting = List.copyOf(waiting);
  }
}
