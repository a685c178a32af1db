package org.rankspace.launch.plan;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** Reads those options that say where output goes. */
final class OutputOptions {
  private final Options options;
  private final Path directory;

  /**
   * @param directory where the names of files start
   */
  OutputOptions(Options options, Path directory) {
    this.options = options;
    this.directory = directory;
  }

  OutputStyle style() {
    refuseContradictions();
    return new OutputStyle(
        options.has(Options.TAG),
        options.has(Options.MERGE),
        both("stdout").or(() -> one(Options.OUT_PATTERN)),
        both("stderr").or(() -> one(Options.ERR_PATTERN)));
  }

  private void refuseContradictions() {
    for (String option : List.of(Options.OUT_PATTERN, Options.ERR_PATTERN)) {
      if (options.has(option) && options.has(Options.OUTPUT)) {
        throw new Refusal("give one of them: " + given(Options.OUTPUT) + ", " + given(option));
      }
    }
    if (options.has(Options.ERR_PATTERN) && options.has(Options.MERGE)) {
      throw new Refusal(
          "standard error goes where standard output goes: "
              + Options.MERGE
              + ", "
              + given(Options.ERR_PATTERN)
              + "; give one of them");
    }
  }

  /**
   * What {@code --output-filename} means for a stream: a folder, unless it has a place for ranks.
   */
  private Optional<OutputPattern> both(String stream) {
    return options
        .value(Options.OUTPUT)
        .map(
            name ->
                name.contains(OutputPattern.RANK)
                    ? name
                    : Path.of(name, "rank." + OutputPattern.RANK, stream).toString())
        .map(name -> new OutputPattern(directory, name, true));
  }

  /** What an option for one stream means, which is then written to files only. */
  private Optional<OutputPattern> one(String option) {
    Optional<String> name = options.value(option);
    if (name.isPresent() && !name.get().contains(OutputPattern.RANK)) {
      throw new Refusal(
          "all ranks would write to one file: "
              + given(option)
              + "; put %r where the rank belongs");
    }
    return name.map(n -> new OutputPattern(directory, n, false));
  }

  private String given(String option) {
    return option + "=" + options.value(option).orElse("");
  }
}
