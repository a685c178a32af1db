package org.rankspace.launch.control;

import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.rankspace.job.Activity;
import org.rankspace.job.Message;

/**
 * Looks after the ranks that are left when one has died: calls that wait for it in vain fail, with
 * an error that names it. Has a thread of its own from the first death on. Thread-safe.
 */
final class Survivors {
  /** How often it is looked who waits; two looks make sure. */
  private static final Duration LOOK = Duration.ofMillis(500);

  private final List<Seat> seats;
  private final VainWaits waits;
  private final Map<Integer, String> gone = new TreeMap<>();
  private final Map<Integer, Long> latestAtDeath = new HashMap<>();
  private Map<Integer, Long> asked = Map.of();
  private long question;

  Survivors(List<Seat> seats) {
    this.seats = seats;
    this.waits = new VainWaits(seats.size());
  }

  /**
   * A rank has died.
   *
   * @param how in words
   */
  synchronized void bury(int rank, String how) {
    if (gone.isEmpty()) {
      Thread.ofPlatform().daemon().name("survivors").start(this::watch);
    }
    gone.put(rank, how);
    for (int other = 0; other < seats.size(); other++) {
      latestAtDeath.put(other, seats.get(other).latest());
    }
  }

  private void watch() {
    try {
      while (true) {
        Thread.sleep(LOOK);
        look();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private synchronized void look() {
    question++;
    Map<Integer, Long> calls = new HashMap<>();
    for (int rank = 0; rank < seats.size(); rank++) {
      calls.put(rank, seats.get(rank).ask(question));
    }
    calls.values().removeIf(call -> call == Seat.NONE);
    asked = calls;
    Set<Integer> witnesses = new HashSet<>(calls.keySet());
    witnesses.removeIf(rank -> calls.get(rank) > latestAtDeath.get(rank));
    waits.begin(gone.keySet(), calls, witnesses);
  }

  /** A rank has said what it is doing; late answers tell nothing of what is so now. */
  synchronized void answer(int rank, Message.State state) {
    if (state.question() == question) {
      waits.answer(rank, state.activity()).forEach(this::end);
    }
  }

  private void end(int rank, Activity activity) {
    String deaths =
        gone.entrySet().stream()
            .map(death -> "rank " + death.getKey() + " is gone: " + death.getValue())
            .collect(Collectors.joining("; "));
    String ours =
        activity.waits().stream().map(Activity.Wait::toString).collect(Collectors.joining("; "));
    seats.get(rank).fail(asked.get(rank), deaths + "; nobody can end the wait in " + ours);
  }
}
