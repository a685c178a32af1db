package org.rankspace.engine;

import java.util.List;

/**
 * What a rank was doing at one moment.
 *
 * @param blocked whether every thread of the program waits for messages
 * @param waiting the waits, also those of collectives that were started
 * @param framesIn frames received from other ranks so far
 * @param framesOut frames sent to other ranks so far; frames are under way while the sums over all
 *     ranks differ
 */
public record Snapshot(
    boolean blocked, List<Waiting> waiting, long framesIn, long framesOut, Traffic traffic) {
  public Snapshot {
    waiting = List.copyOf(waiting);
  }
}
