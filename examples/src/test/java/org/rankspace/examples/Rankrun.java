package org.rankspace.examples;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Runs {@code launch/rankrun} as a user would: from the root of the repository. */
final class Rankrun {
  static final Path REPOSITORY = Path.of("..").toAbsolutePath().normalize();
  static final Path EXAMPLES = REPOSITORY.resolve("examples");

  /** Jobs of a test take over the processes of those before, and nobody else's. */
  private static final Path POOL = EXAMPLES.resolve("target/pool");

  private static final int TIMEOUT_S = 120;

  private Rankrun() {}

  /** Ends the processes that the jobs have left for others. */
  static void stopPool(Path scratch) throws IOException, InterruptedException {
    assertThat(run("launch/rankspace pool stop", scratch).exitCode()).isZero();
  }

  /** What a job left behind. */
  record Ended(int exitCode, List<String> output, String errors) {}

  /**
   * Runs a command line such as {@code launch/rankrun -np 4 examples/pi.py} and returns when it has
   * ended; kills it and fails if it takes longer than 120 s.
   *
   * @param command words separated by single spaces
   * @param scratch a folder for what it prints
   */
  static Ended run(String command, Path scratch) throws IOException, InterruptedException {
    Path output = Files.createTempFile(scratch, "stdout", "");
    Path errors = Files.createTempFile(scratch, "stderr", "");
    List<String> words = new ArrayList<>(List.of(command.split(" ")));
    words.set(0, REPOSITORY.resolve(words.getFirst()).toString());
    ProcessBuilder builder =
        new ProcessBuilder(words)
            .directory(REPOSITORY.toFile())
            .redirectInput(ProcessBuilder.Redirect.from(Path.of("/dev/null").toFile()))
            .redirectOutput(output.toFile())
            .redirectError(errors.toFile());
    builder.environment().put("RANKSPACE_POOL_DIR", POOL.toString());
    Process process = builder.start();
    try {
      assertThat(process.waitFor(TIMEOUT_S, TimeUnit.SECONDS))
          .as("%s ends within %d s; stderr so far: %s", command, TIMEOUT_S, errors)
          .isTrue();
    } finally {
      process.descendants().forEach(ProcessHandle::destroyForcibly);
      process.destroyForcibly();
    }
    return new Ended(process.exitValue(), Files.readAllLines(output), Files.readString(errors));
  }
}
