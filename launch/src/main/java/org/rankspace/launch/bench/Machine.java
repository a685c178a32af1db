package org.rankspace.launch.bench;

import com.sun.management.OperatingSystemMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/** What the run happens on, and whether others are busy there. */
final class Machine {
  private static final long LOOK_MS = 1000;

  /** Cores' worth of work by others that still counts as quiet. */
  private static final double QUIET_CORES = 0.15;

  private Machine() {}

  /** {@code 2 cores, AMD EPYC, Linux 6.1}. */
  static String describe() {
    return "%d cores, %s, %s %s"
        .formatted(
            Runtime.getRuntime().availableProcessors(),
            processor().orElse(System.getProperty("os.arch")),
            System.getProperty("os.name"),
            System.getProperty("os.version"));
  }

  /** Looks for a second how busy the machine is; a sentence about it, or empty if it is quiet. */
  static String noise() throws InterruptedException {
    OperatingSystemMXBean system = ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class);
    system.getCpuLoad(); // the load since this call is what the next one returns
    Thread.sleep(LOOK_MS);
    int cores = Runtime.getRuntime().availableProcessors();
    return sentence(system.getCpuLoad() * cores, cores);
  }

  static String sentence(double busyCores, int cores) {
    return busyCores <= QUIET_CORES
        ? ""
        : String.format(
            Locale.ROOT,
            "The machine is not quiet: others keep %.1f of %d cores busy. Expect noise; ratios"
                + " suffer less than times. docs/benchmarks.md says how to quiet it.",
            busyCores,
            cores);
  }

  private static Optional<String> processor() {
    try (Stream<String> lines = Files.lines(Path.of("/proc/cpuinfo"))) {
      return lines
          .filter(line -> line.startsWith("model name"))
          .map(line -> line.substring(line.indexOf(':') + 1).strip())
          .findFirst();
    } catch (IOException e) {
      return Optional.empty();
    }
  }
}
