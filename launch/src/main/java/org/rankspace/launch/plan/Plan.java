package org.rankspace.launch.plan;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * A job as it was asked for, checked and complete.
 *
 * @param parts what runs, in the order of the ranks; at least one
 * @param deadlockCheck whether a job in which no rank can go on is ended
 * @param progress whether a terminal shows what each rank is doing
 * @param pool whether idle processes are taken over, and kept
 * @param notes things the user should be told, though the job can run
 */
public record Plan(
    List<Part> parts,
    Device device,
    OutputStyle output,
    Stdin stdin,
    Binding binding,
    Optional<Duration> timeout,
    boolean deadlockCheck,
    boolean verbose,
    boolean progress,
    boolean pool,
    List<String> notes) {
  public Plan {
    parts = List.copyOf(parts);
    notes = List.copyOf(notes);
  }

  /** How many ranks there are. */
  public int size() {
    return parts.stream().mapToInt(Part::size).sum();
  }

  /** What {@code rank} runs. */
  public Part part(int rank) {
    int end = 0;
    for (Part part : parts) {
      end += part.size();
      if (rank < end) {
        return part;
      }
    }
    throw new IndexOutOfBoundsException("no such rank: rank=" + rank + ", ranks=" + end);
  }
}
