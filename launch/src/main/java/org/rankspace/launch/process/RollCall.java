package org.rankspace.launch.process;

import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.rankspace.job.Connection;
import org.rankspace.job.Message;

/** Asks every rank what it is doing, and shows what is known. One question at a time. */
final class RollCall {
  /** The same for all: of late answers the latest is as good as any. */
  private static final long QUESTION = 0;

  private final Consumer<String> say;
  private final Map<Integer, String> known = new TreeMap<>();
  private final Map<Integer, String> answers = new TreeMap<>();
  private int expected;

  /**
   * @param say shows the user a line
   */
  RollCall(Consumer<String> say) {
    this.say = say;
  }

  /**
   * Asks.
   *
   * @param known what the launcher itself can say about each rank
   * @param connections of those who can be asked
   */
  void ask(Map<Integer, String> known, Map<Integer, Connection> connections) {
    this.known.putAll(known);
    answers.clear();
    expected = 0;
    for (Connection connection : connections.values()) {
      expected += connection.send(new Message.Ask(QUESTION)) ? 1 : 0;
    }
  }

  void answer(int rank, String state) {
    answers.put(rank, state);
  }

  boolean isComplete() {
    return answers.size() >= expected;
  }

  /** Shows a line for each rank: its answer if it gave one. */
  void show() {
    known.forEach(
        (rank, own) -> say.accept("rank " + rank + " " + answers.getOrDefault(rank, own)));
  }
}
