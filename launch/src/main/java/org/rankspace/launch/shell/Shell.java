package org.rankspace.launch.shell;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.Set;
import org.jline.reader.EndOfFileException;
import org.jline.reader.LineReader;
import org.jline.reader.LineReaderBuilder;
import org.jline.reader.UserInterruptException;
import org.jline.terminal.Terminal;
import org.jline.terminal.TerminalBuilder;
import org.rankspace.error.ExitCode;
import org.rankspace.error.RankspaceException;
import org.rankspace.launch.cluster.Cluster;

/** Reads lines, has ranks run them, shows what comes of it. */
public final class Shell {
  private static final String WELCOME =
      "Each line runs on all ranks. %0, %1:3, %0,2 or %all before a line, or alone, choose others;"
          + " Ctrl-C interrupts, Ctrl-D leaves.";

  private static final Set<String> LEAVING = Set.of("exit", "quit", "exit()", "quit()");

  private final Cluster cluster;
  private final Terminal terminal;
  private Targets targets;

  private Shell(Cluster cluster, Terminal terminal) {
    this.cluster = cluster;
    this.terminal = terminal;
    this.targets = Targets.all(cluster.size());
  }

  /**
   * Talks to the user of this process's terminal until that user leaves or the cluster is gone.
   *
   * @return an exit code
   */
  public static int open(Cluster cluster) {
    try (Terminal terminal = TerminalBuilder.builder().system(true).build()) {
      return new Shell(cluster, terminal).run();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private int run() {
    LineReader reader =
        LineReaderBuilder.builder()
            .terminal(terminal)
            .appName("rankspace")
            .parser(new PythonParser())
            .highlighter(new PythonHighlighter())
            .completer(new RankCompleter(() -> cluster.ranks(targets.ranks().getFirst())))
            .variable(
                LineReader.HISTORY_FILE,
                Path.of(System.getProperty("user.home"), ".rankspace", "history"))
            .variable(LineReader.SECONDARY_PROMPT_PATTERN, "%P... ")
            .variable(LineReader.INDENTATION, PythonText.INDENT)
            .option(LineReader.Option.DISABLE_EVENT_EXPANSION, true)
            .option(LineReader.Option.INSERT_TAB, true)
            .build();
    terminal.writer().println("cluster " + cluster.name() + ", " + cluster.size() + " ranks");
    terminal.writer().println(WELCOME);
    while (true) {
      try {
        String line = reader.readLine("rankspace " + targets + " >>> ");
        if (LEAVING.contains(line.strip())) {
          return ExitCode.OK;
        }
        take(line);
      } catch (UserInterruptException e) {
        // as in other shells: away with what has been typed
      } catch (EndOfFileException e) {
        return ExitCode.OK;
      }
    }
  }

  private void take(String line) {
    if (line.isBlank()) {
      return;
    }
    try {
      Targets.Line read = Targets.read(line, targets, cluster.size());
      if (read.code().isBlank()) {
        targets = read.targets();
        return;
      }
      int[] ranks = read.targets().ranks().stream().mapToInt(rank -> rank).toArray();
      new Display(terminal, read.targets().ranks()).run(cluster.ranks(ranks), read.code());
    } catch (RankspaceException e) {
      terminal.writer().println("rankspace: " + e.getMessage());
    }
    terminal.flush();
  }
}
