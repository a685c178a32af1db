package org.rankspace.launch.main;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.rankspace.error.ExitCode;
import org.rankspace.error.RankspaceException;
import org.rankspace.job.Protocol;
import org.rankspace.launch.plan.CommandLineReader;
import org.rankspace.launch.plan.Plan;
import org.rankspace.launch.plan.Request;
import org.rankspace.launch.plan.Surroundings;
import org.rankspace.launch.process.Home;
import org.rankspace.launch.process.Job;

/** {@code rankrun}: reads the command line, does what it asks, exits with the right code. */
public final class Main {
  /** Where the build has put everything (docs/startup.md). */
  private static final String HOME = "rankspace.home";

  private Main() {}

  /**
   * @param arguments the words after {@code rankrun}
   */
  public static void main(String[] arguments) {
    int code;
    try {
      code = run(Arrays.asList(arguments));
    } catch (RankspaceException e) {
      System.err.println("rankrun: " + e.getMessage());
      code = ExitCode.FAILURE;
    } catch (InterruptedException e) {
      code = ExitCode.INTERRUPTED;
    }
    System.exit(code);
  }

  private static int run(List<String> line) throws InterruptedException {
    Map<String, String> environment = System.getenv();
    Path directory = Path.of("").toAbsolutePath();
    Surroundings surroundings =
        new Surroundings(directory, environment, hostName(), Protocol.version());
    return switch (new CommandLineReader(surroundings).read(line)) {
      case Request.Run(Plan plan) ->
          new Job(plan, home(), environment, surroundings.hostName()).run();
      case Request.Show(String text) -> {
        System.out.print(text);
        yield ExitCode.OK;
      }
      case Request.Refuse(String message, int exitCode) -> {
        System.err.println("rankrun: " + message);
        yield exitCode;
      }
    };
  }

  private static Home home() {
    return new Home(Path.of(System.getProperty(HOME, "home")).toAbsolutePath());
  }

  private static String hostName() {
    try {
      return Files.readString(Path.of("/proc/sys/kernel/hostname")).strip();
    } catch (IOException e) {
      return "localhost";
    }
  }
}
