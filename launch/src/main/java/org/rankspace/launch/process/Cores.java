package org.rankspace.launch.process;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/**
 * The cores that the launcher, and so its ranks, may use. In a container they need not start at 0.
 *
 * @param numbers as the system counts them; never empty
 */
record Cores(List<Integer> numbers) {
  private static final String ALLOWED = "Cpus_allowed_list:";

  Cores {
    numbers = List.copyOf(numbers);
  }

  static Cores allowed() {
    try {
      for (String line : Files.readAllLines(Path.of("/proc/self/status"))) {
        if (line.startsWith(ALLOWED)) {
          return of(line.substring(ALLOWED.length()).strip());
        }
      }
    } catch (IOException e) {
      // as if it did not say
    }
    int count = Runtime.getRuntime().availableProcessors();
    return new Cores(IntStream.range(0, count).boxed().toList());
  }

  /** Reads a list as the system writes it: {@code 0-3,8}. */
  static Cores of(String list) {
    List<Integer> numbers = new ArrayList<>();
    for (String range : list.split(",")) {
      String[] ends = range.split("-");
      int first = Integer.parseInt(ends[0]);
      int last = Integer.parseInt(ends[ends.length - 1]);
      IntStream.rangeClosed(first, last).forEach(numbers::add);
    }
    return new Cores(numbers);
  }

  /** The core of {@code rank}; ranks share cores where there are more of them. */
  int of(int rank) {
    return numbers.get(rank % numbers.size());
  }
}
