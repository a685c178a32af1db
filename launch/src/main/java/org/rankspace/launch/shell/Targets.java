package org.rankspace.launch.shell;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.rankspace.error.ErrorClass;
import org.rankspace.error.RankspaceException;

/**
 * Which ranks a line is for.
 *
 * @param ranks in order, at least one
 */
record Targets(List<Integer> ranks) {
  /** A line, and for whom it is. */
  record Line(Targets targets, String code) {}

  Targets {
    ranks = List.copyOf(ranks);
  }

  static Targets all(int size) {
    return new Targets(IntStream.range(0, size).boxed().toList());
  }

  /**
   * Takes {@code %0}, {@code %1:3} (1 and 2, as Python counts), {@code %0,2} or {@code %all} from
   * the start of a line.
   *
   * @param usual for a line that does not say
   * @throws RankspaceException when it is none of these, or there is no such rank
   */
  static Line read(String line, Targets usual, int size) {
    String text = line.stripLeading();
    if (!text.startsWith("%")) {
      return new Line(usual, line);
    }
    String word = text.substring(1).split("\\s", 2)[0];
    String code = text.substring(1 + word.length()).stripLeading();
    return new Line(word.equals("all") ? all(size) : listed(word, size), code);
  }

  private static Targets listed(String word, int size) {
    List<Integer> ranks = new ArrayList<>();
    for (String part : word.split(",")) {
      int colon = part.indexOf(':');
      try {
        if (colon < 0) {
          ranks.add(Integer.parseInt(part));
        } else {
          int from = colon == 0 ? 0 : Integer.parseInt(part.substring(0, colon));
          String end = part.substring(colon + 1);
          int to = end.isEmpty() ? size : Integer.parseInt(end);
          IntStream.range(from, to).forEach(ranks::add);
        }
      } catch (NumberFormatException e) {
        throw none(word, size);
      }
    }
    if (ranks.isEmpty() || ranks.stream().anyMatch(rank -> rank < 0 || rank >= size)) {
      throw none(word, size);
    }
    return new Targets(ranks.stream().distinct().toList());
  }

  private static RankspaceException none(String word, int size) {
    return new RankspaceException(
        ErrorClass.RANK,
        "no such ranks: ranks=%"
            + word
            + "; there are 0 to "
            + (size - 1)
            + ", as in %0, %1:3, %all");
  }

  /** As in {@code [0-3]} and {@code [0,2-3]}. */
  @Override
  public String toString() {
    StringBuilder text = new StringBuilder("[");
    int at = 0;
    while (at < ranks.size()) {
      int end = at;
      while (end + 1 < ranks.size() && ranks.get(end + 1) == ranks.get(end) + 1) {
        end++;
      }
      text.append(at == 0 ? "" : ",").append(ranks.get(at));
      if (end > at) {
        text.append('-').append(ranks.get(end));
      }
      at = end + 1;
    }
    return text.append(']').toString();
  }
}
