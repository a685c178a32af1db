package org.rankspace.launch.main;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.rankspace.error.ErrorClass;
import org.rankspace.error.ExitCode;
import org.rankspace.error.RankspaceException;
import org.rankspace.job.Protocol;
import org.rankspace.launch.plan.CommandLineReader;
import org.rankspace.launch.plan.Plan;
import org.rankspace.launch.plan.Request;
import org.rankspace.launch.plan.Surroundings;
import org.rankspace.launch.process.Home;
import org.rankspace.launch.process.Job;
import org.rankspace.pool.ProcessExit;
import org.rankspace.pool.Takeover;

/** {@code rankrun}: reads the command line, does what it asks, exits with the right code. */
public final class Main {
  /** Where the build has put everything (docs/startup.md). */
  private static final String HOME = "rankspace.home";

  /** The first word where the command is {@code rankspace}; not for people. */
  static final String RANKSPACE = "--rankspace";

  private Main() {}

  /**
   * @param arguments the words after {@code rankrun}
   */
  public static void main(String[] arguments) {
    int code;
    try {
      code = run(Arrays.asList(arguments));
    } catch (RankspaceException e) {
      System.err.println(command(arguments) + ": " + e.getMessage());
      code = e.errorClass() == ErrorClass.ARG ? ExitCode.USAGE : ExitCode.FAILURE;
    } catch (InterruptedException e) {
      code = ExitCode.INTERRUPTED;
    }
    ProcessExit.now(code);
  }

  private static int run(List<String> line) throws InterruptedException {
    Map<String, String> environment = System.getenv();
    Path directory = Path.of("").toAbsolutePath();
    Surroundings surroundings =
        new Surroundings(directory, environment, hostName(), Protocol.version());
    CommandLineReader reader = new CommandLineReader(surroundings);
    if (!line.isEmpty() && line.getFirst().equals(RANKSPACE)) {
      List<String> words = line.subList(1, line.size());
      return !words.isEmpty() && words.getFirst().equals("pool")
          ? new IdleProcesses(environment).run(words.subList(1, words.size()))
          : new Clusters(home(), reader).run(words);
    }
    Takeover.prepare();
    return switch (reader.read(line)) {
      case Request.Run(Plan plan) ->
          new Job(plan, home(), environment, surroundings.hostName()).run();
      case Request.RunInCluster wanted -> ScriptInCluster.run(wanted);
      case Request.Shell(Optional<String> cluster, Plan _) when cluster.isPresent() ->
          new Clusters(home(), reader).run(List.of("shell", cluster.get()));
      case Request.Shell _ ->
          new Clusters(home(), reader)
              .shellOfItsOwn(line.stream().filter(word -> !word.equals("-i")).toList());
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

  private static String command(String[] arguments) {
    return arguments.length > 0 && arguments[0].equals(RANKSPACE) ? "rankspace" : "rankrun";
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
