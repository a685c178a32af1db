package org.rankspace.launch.shell;

import java.util.List;
import java.util.function.Supplier;
import org.jline.reader.Candidate;
import org.jline.reader.Completer;
import org.jline.reader.LineReader;
import org.jline.reader.ParsedLine;
import org.rankspace.error.RankspaceException;
import org.rankspace.launch.cluster.View;

/** Completes names by asking a rank for its own. */
final class RankCompleter implements Completer {
  private final Supplier<View> rank;

  /**
   * @param rank the one to be asked
   */
  RankCompleter(Supplier<View> rank) {
    this.rank = rank;
  }

  @Override
  public void complete(LineReader reader, ParsedLine line, List<Candidate> candidates) {
    String prefix = line.word().substring(0, line.wordCursor());
    if (prefix.isEmpty()) {
      return;
    }
    try {
      for (String name : rank.get().names(prefix)) {
        candidates.add(new Candidate(name, name, null, null, null, null, false));
      }
    } catch (RankspaceException e) {
      // a rank that cannot be asked knows no names
    }
  }
}
