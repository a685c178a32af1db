package org.rankspace.launch.shell;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What several ranks say: equal texts once, each line with the ranks that say it. */
final class Groups {
  private final Map<String, List<Integer>> ranks = new LinkedHashMap<>();

  /** A rank says something; nothing if it is empty. */
  void add(int rank, String text) {
    if (!text.isEmpty()) {
      ranks.computeIfAbsent(text, t -> new ArrayList<>()).add(rank);
    }
  }

  /** All of it, as lines. */
  List<String> lines() {
    List<String> lines = new ArrayList<>();
    ranks.forEach(
        (text, those) -> {
          String label = new Targets(those).toString();
          text.lines().forEach(line -> lines.add(label + " " + line));
        });
    return lines;
  }
}
