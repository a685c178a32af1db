package org.rankspace.launch.plan;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParseResult;

/**
 * The options of rankrun, as picocli knows them: every spelling, how many values each takes.
 * Nothing is interpreted here; values stay texts.
 */
final class Options {
  static final String SIZE = "-np";
  static final String PER_NODE = "-ppn";
  static final String DEVICE = "-dev";
  static final String DIRECTORY = "-wdir";
  static final String EXPORT = "-x";
  static final String SET = "-genv";
  static final String TAG = "-l";
  static final String OUTPUT = "--output-filename";
  static final String OUT_PATTERN = "-outfile-pattern";
  static final String ERR_PATTERN = "-errfile-pattern";
  static final String MERGE = "--merge-stderr-to-stdout";
  static final String STDIN = "--stdin";
  static final String BIND = "--bind-to";
  static final String REPORT_BINDINGS = "--report-bindings";
  static final String TIMEOUT = "--timeout";
  static final String NO_DEADLOCK_CHECK = "--no-deadlock-check";
  static final String PROGRESS = "--progress";
  static final String NO_POOL = "--no-pool";
  static final String MODULE = "-m";
  static final String CODE = "-c";
  static final String HOST = "--host";
  static final String HOST_FILE = "--hostfile";
  static final String DRY_RUN = "--dry-run";
  static final String VERBOSE = "-v";
  static final String VERSION = "--version";
  static final String HELP = "--help";
  static final String SHELL = "-i";
  static final String CLUSTER = "--cluster";
  static final String KEEP = "--keep";

  private static final String SEPARATOR = ":";

  /** What each part of a job may have for itself. */
  private static final Set<String> OF_A_PART =
      Set.of(SIZE, DIRECTORY, EXPORT, SET, MODULE, CODE, HOST, HOST_FILE);

  private final ParseResult parsed;
  private final List<String> words;

  private Options(ParseResult parsed, List<String> words) {
    this.parsed = parsed;
    this.words = words;
  }

  /**
   * Reads the parts that a {@code :} as a word of its own separates.
   *
   * @return the options of each, at least of one
   * @throws Refusal as {@link #read} does; when a later part wants to decide for all
   */
  static List<Options> readParts(List<String> line) {
    List<Options> parts = new ArrayList<>();
    List<String> rest = line;
    for (int end = rest.indexOf(SEPARATOR); end >= 0; end = rest.indexOf(SEPARATOR)) {
      parts.add(read(rest.subList(0, end)));
      rest = rest.subList(end + 1, rest.size());
    }
    parts.add(read(rest));
    parts.subList(1, parts.size()).forEach(Options::refuseWhatIsForAll);
    return parts;
  }

  private void refuseWhatIsForAll() {
    for (OptionSpec option : parsed.matchedOptions()) {
      String name = option.names()[0];
      if (!OF_A_PART.contains(name)) {
        throw new Refusal(
            "the option is for the whole job: option="
                + name
                + "; give it before the first program");
      }
    }
  }

  /**
   * Splits the options from the program and its arguments, which are not looked at.
   *
   * @throws Refusal when an option is unknown, or lacks its value
   */
  static Options read(List<String> line) {
    CommandLine commandLine = new CommandLine(spec());
    commandLine.setStopAtPositional(true);
    commandLine.setPosixClusteredShortOptionsAllowed(false);
    commandLine.setOverwrittenOptionsAllowed(true);
    commandLine.setUseSimplifiedAtFiles(false);
    commandLine.setExpandAtFiles(false);
    commandLine.setTrimQuotes(false);
    int end = endOfOptions(line, commandLine.getCommandSpec());
    List<String> options = line.subList(0, end);
    try {
      ParseResult parsed = commandLine.parseArgs(options.toArray(String[]::new));
      List<String> words = line.subList(end, line.size());
      boolean separated = !words.isEmpty() && words.getFirst().equals("--");
      return new Options(parsed, separated ? words.subList(1, words.size()) : words);
    } catch (CommandLine.UnmatchedArgumentException e) {
      throw unknown(e.getUnmatched().getFirst());
    } catch (CommandLine.ParameterException e) {
      throw new Refusal("the command line is not understood: " + firstLine(e.getMessage()));
    }
  }

  /** Where the program starts: the first word that is neither an option nor an option's value. */
  private static int endOfOptions(List<String> line, CommandSpec spec) {
    int i = 0;
    while (i < line.size()) {
      String word = line.get(i);
      if (!word.startsWith("-") || word.equals("-") || word.equals("--")) {
        return i;
      }
      String name = word.contains("=") ? word.substring(0, word.indexOf('=')) : word;
      OptionSpec option = spec.findOption(name);
      if (option == null) {
        throw unknown(name);
      }
      int values = option.arity().max();
      if (name.length() < word.length()) {
        if (values == 0) {
          throw new Refusal("the option takes no value: option=" + word);
        }
        values--;
      }
      if (i + values >= line.size()) {
        throw new Refusal("the option needs a value: option=" + name);
      }
      i += 1 + values;
      if (name.equals(MODULE) || name.equals(CODE)) {
        return i; // as with python: what follows belongs to the program
      }
    }
    return i;
  }

  private static Refusal unknown(String option) {
    return new Refusal("unknown option: option=" + option + "; see rankrun --help");
  }

  private static String firstLine(String text) {
    return text.lines().findFirst().orElse("");
  }

  /** The program and its arguments. */
  List<String> words() {
    return words;
  }

  boolean has(String option) {
    return parsed.hasMatchedOption(option);
  }

  /** The last value given. */
  Optional<String> value(String option) {
    List<String> values = values(option);
    return values.isEmpty() ? Optional.empty() : Optional.of(values.getLast());
  }

  /** All values given, in order. */
  List<String> values(String option) {
    return has(option) ? new ArrayList<>(parsed.matchedOption(option).stringValues()) : List.of();
  }

  private static CommandSpec spec() {
    return CommandSpec.create()
        .addOption(valued(SIZE, "-n", "--np"))
        .addOption(valued(PER_NODE, "-N", "--npernode", "-npernode"))
        .addOption(valued(DEVICE, "--dev", "--transport"))
        .addOption(valued(DIRECTORY, "-wd", "--wdir"))
        .addOption(several(EXPORT, 1))
        .addOption(several(SET, 2))
        .addOption(flag(TAG, "--tag-output", "-prepend-rank"))
        .addOption(valued(OUTPUT, "-output-filename"))
        .addOption(valued(OUT_PATTERN, "--outfile-pattern"))
        .addOption(valued(ERR_PATTERN, "--errfile-pattern"))
        .addOption(flag(MERGE, "-merge-stderr-to-stdout"))
        .addOption(valued(STDIN, "-stdin"))
        .addOption(valued(BIND, "-bind-to"))
        .addOption(flag(REPORT_BINDINGS, "-report-bindings"))
        .addOption(valued(TIMEOUT, "-timeout"))
        .addOption(flag(NO_DEADLOCK_CHECK))
        .addOption(flag(PROGRESS))
        .addOption(flag(NO_POOL))
        .addOption(valued(MODULE))
        .addOption(valued(CODE))
        .addOption(several(HOST, 1, "-host", "-H", "-hosts"))
        .addOption(
            several(
                HOST_FILE, 1, "-hostfile", "-machinefile", "--machinefile", "-machinesfile", "-f"))
        .addOption(flag("--oversubscribe", "-oversubscribe", "-genvall"))
        .addOption(flag(DRY_RUN, "--display-map", "-display-map", "--do-not-launch"))
        .addOption(flag(VERBOSE, "--verbose", "-verbose"))
        .addOption(flag(VERSION, "-V", "-version"))
        .addOption(flag(HELP, "-h", "-help"))
        .addOption(flag(SHELL))
        .addOption(valued(CLUSTER))
        .addOption(flag(KEEP));
  }

  private static OptionSpec flag(String name, String... others) {
    return OptionSpec.builder(name, others).type(boolean.class).arity("0").build();
  }

  private static OptionSpec valued(String name, String... others) {
    return several(name, 1, others);
  }

  private static OptionSpec several(String name, int values, String... others) {
    return OptionSpec.builder(name, others)
        .type(List.class)
        .auxiliaryTypes(String.class)
        .arity(Integer.toString(values))
        .build();
  }
}
