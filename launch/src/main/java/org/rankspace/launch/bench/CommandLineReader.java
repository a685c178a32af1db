package org.rankspace.launch.bench;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.rankspace.error.ErrorClass;
import org.rankspace.error.RankspaceException;
import org.rankspace.launch.bench.measure.Catalogue;
import org.rankspace.launch.bench.measure.Side;
import org.rankspace.launch.bench.measure.Sizes;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Makes {@link Settings} of the command line. */
final class CommandLineReader {
  private static final int MOST_RANKS = 64;
  private static final double QUICK_SECONDS = 0.2;
  private static final double USUAL_SECONDS = 1;

  /** A command line that is not understood; the message is one line that says what to do. */
  static final class Refusal extends RankspaceException {
    private static final long serialVersionUID = 1L;

    Refusal(String message) {
      super(ErrorClass.ARG, message + "; see rankspace bench --help");
    }
  }

  @Command(
      name = "rankspace bench",
      sortOptions = false,
      customSynopsis = "Usage: rankspace bench [OPTIONS]",
      synopsisHeading = "",
      description = {
        "",
        "Measures messages: latency, bandwidth, rate of messages, and each collective;",
        "of objects and of buffers, by size and number of ranks. Warms up, then prints",
        "medians.",
        ""
      },
      footer = {
        "",
        "Others that are installed are measured in the same run, in turns with us. The",
        "table of what is required of us comes at the end. How: docs/benchmarks.md."
      })
  private static final class Options {
    @Option(
        names = {"-np", "-n", "--np"},
        paramLabel = "N,...",
        split = ",",
        hideParamSyntax = true,
        description = "numbers of ranks (default: 2,4,8)")
    private List<String> ranks;

    @Option(
        names = "--cases",
        paramLabel = "NAME,...",
        split = ",",
        hideParamSyntax = true,
        description =
            "latency, bandwidth, bibandwidth, rate, barrier, bcast, gather, scatter,"
                + " allgather, alltoall, reduce, allreduce, scan, exscan (default: all)")
    private List<String> names;

    @Option(
        names = "--sizes",
        paramLabel = "SIZE,...",
        split = ",",
        hideParamSyntax = true,
        description = "lengths of messages: 64, 8K, 4M (default: what fits the case)")
    private List<String> sizes;

    @Option(
        names = "--against",
        paramLabel = "WHO,...",
        split = ",",
        hideParamSyntax = true,
        description = "who else is measured: mpi4py, mpj")
    private List<String> against;

    @Option(
        names = "--seconds",
        paramLabel = "S",
        description = "how long each case is measured at each side (default: 1)")
    private String seconds;

    @Option(
        names = "--quick",
        description = "a first look: 2 ranks, 0.2 s, fewer sizes, short warm-up")
    private boolean quick;

    @Option(
        names = "--html",
        paramLabel = "FILE",
        description = "write one page with plots, which loads nothing")
    private Path html;

    @Option(names = "--json", paramLabel = "FILE", description = "write all rounds as JSON")
    private Path json;

    @Option(
        names = {"-h", "--help"},
        usageHelp = true,
        description = "show this")
    private boolean help;
  }

  private CommandLineReader() {}

  /** Empty where the user asks for the help. */
  static Optional<Settings> read(List<String> line) {
    Options options = new Options();
    try {
      new CommandLine(options)
          .setPosixClusteredShortOptionsAllowed(false)
          .parseArgs(line.toArray(String[]::new));
    } catch (CommandLine.ParameterException e) {
      throw new Refusal(e.getMessage().lines().findFirst().orElse(""));
    }
    return options.help ? Optional.empty() : Optional.of(settings(options));
  }

  static String help() {
    return new CommandLine(new Options()).getUsageMessage(CommandLine.Help.Ansi.OFF);
  }

  private static Settings settings(Options options) {
    String seconds = options.seconds;
    return new Settings(
        ranks(options),
        names(options),
        given(options.sizes).stream().map(CommandLineReader::size).toList(),
        given(options.against).stream().map(CommandLineReader::side).distinct().toList(),
        seconds == null ? options.quick ? QUICK_SECONDS : USUAL_SECONDS : seconds(seconds),
        options.quick,
        Optional.ofNullable(options.html),
        Optional.ofNullable(options.json));
  }

  private static List<String> given(List<String> values) {
    return values == null ? List.of() : values;
  }

  private static List<Integer> ranks(Options options) {
    if (options.ranks == null) {
      return options.quick ? List.of(2) : List.of(2, 4, 8);
    }
    List<Integer> ranks = new ArrayList<>();
    for (String text : options.ranks) {
      int number = text.matches("\\d{1,4}") ? Integer.parseInt(text) : 0;
      if (number < 2 || number > MOST_RANKS) {
        throw new Refusal("not a number of ranks: -np=" + text + ", give 2 to " + MOST_RANKS);
      }
      ranks.add(number);
    }
    return ranks.stream().distinct().sorted().toList();
  }

  private static Set<String> names(Options options) {
    Set<String> names = new LinkedHashSet<>(Catalogue.names());
    if (options.names != null) {
      for (String name : options.names) {
        if (!names.contains(name)) {
          throw new Refusal("not a case: --cases=" + name);
        }
      }
      names.retainAll(options.names);
    }
    return names;
  }

  private static long size(String text) {
    long bytes = Sizes.parse(text);
    if (bytes < 1 || bytes > Integer.MAX_VALUE) {
      throw new Refusal("not a size: --sizes=" + text + ", give 1 to 1G, as 64, 8K or 4M");
    }
    return bytes;
  }

  private static Side side(String word) {
    return Arrays.stream(Side.values())
        .filter(side -> side != Side.RANKSPACE && side.word().equals(word.toLowerCase(Locale.ROOT)))
        .findFirst()
        .orElseThrow(() -> new Refusal("nobody we know: --against=" + word));
  }

  private static double seconds(String text) {
    try {
      double seconds = Double.parseDouble(text);
      if (seconds > 0 && seconds <= 3600) {
        return seconds;
      }
    } catch (NumberFormatException e) {
      // refused below
    }
    throw new Refusal("not a number of seconds: --seconds=" + text + ", give 0.1 or so to 3600");
  }
}
