package org.rankspace.launch.main;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.rankspace.error.ErrorClass;
import org.rankspace.error.ExitCode;
import org.rankspace.error.RankspaceException;
import org.rankspace.launch.cluster.Cluster;
import org.rankspace.launch.control.Controller;
import org.rankspace.launch.link.ConnectionFile;
import org.rankspace.launch.plan.CommandLineReader;
import org.rankspace.launch.plan.Plan;
import org.rankspace.launch.process.Home;
import org.rankspace.launch.shell.Shell;

/** {@code rankspace start}, {@code list}, {@code status}, {@code stop} and {@code shell}. */
final class Clusters {
  /** What clusters are called unless they are named. */
  static final String USUAL_NAME = "default";

  private static final String NAME = "--name";
  private static final String SERVE = "serve";
  private static final int LOOK_MS = 50;

  private final Home home;
  private final CommandLineReader reader;
  private final ConnectionFile file = new ConnectionFile(System.getenv());

  Clusters(Home home, CommandLineReader reader) {
    this.home = home;
    this.reader = reader;
  }

  /** Does what the words after {@code rankspace} say; returns the exit code. */
  int run(List<String> words) throws InterruptedException {
    List<String> rest = new ArrayList<>(words.subList(1, words.size()));
    switch (words.getFirst()) {
      case "start" -> {
        String name = takeName(rest);
        long startNs = System.nanoTime();
        Plan plan = start(name, rest);
        System.out.printf(
            "cluster %s: %d ranks are ready after %.1f s%n",
            name, plan.size(), (System.nanoTime() - startNs) / 1e9);
      }
      case SERVE -> {
        String name = takeName(rest);
        new Controller(name, reader.readCrew(rest), home, System.getenv()).run(file);
      }
      case "list" -> file.names().forEach(this::list);
      case "status" -> status(only(rest));
      case "stop" -> stop(only(rest));
      case "shell" -> {
        try (Cluster cluster = Cluster.connect(file.read(only(rest)))) {
          return Shell.open(cluster);
        }
      }
      default ->
          throw new RankspaceException(
              ErrorClass.ARG, "unknown command: command=" + words.getFirst());
    }
    return ExitCode.OK;
  }

  /** Opens a shell in ranks that live no longer than it. */
  int shellOfItsOwn(List<String> options) throws InterruptedException {
    String name = "shell-" + ProcessHandle.current().pid();
    start(name, options);
    try (Cluster cluster = Cluster.connect(file.read(name))) {
      try {
        return Shell.open(cluster);
      } finally {
        cluster.stop();
      }
    }
  }

  /** Starts a controller that outlives us, and waits until its ranks answer. */
  private Plan start(String name, List<String> options) throws InterruptedException {
    Plan plan = reader.readCrew(options);
    file.prepare();
    if (file.names().contains(name)) {
      if (isAlive(name)) {
        throw new RankspaceException(
            ErrorClass.ARG, "there is a cluster of this name already: name=" + name);
      }
      file.remove(name);
    }
    Process controller = spawn(name, options);
    while (!file.names().contains(name)) {
      if (controller.waitFor(LOOK_MS, TimeUnit.MILLISECONDS)) {
        throw new RankspaceException(
            ErrorClass.OTHER, "the controller could not start; see " + file.log(name));
      }
    }
    try (Cluster cluster = Cluster.connect(file.read(name))) {
      try {
        cluster.all().execute("");
      } catch (RankspaceException e) {
        cluster.stop();
        throw new RankspaceException(
            ErrorClass.OTHER, e.getMessage() + "; see " + file.log(name), e);
      }
    }
    return plan;
  }

  private Process spawn(String name, List<String> options) {
    List<String> command = new ArrayList<>();
    Path setsid = Path.of("/usr/bin/setsid");
    if (Files.isExecutable(setsid)) {
      command.add(setsid.toString());
    }
    command.addAll(home.launcher());
    command.add("-Xmn128m"); // large values pass through, and die young
    command.addAll(List.of(Main.class.getName(), Main.RANKSPACE, SERVE, NAME, name));
    command.addAll(options);
    File log = file.log(name).toFile();
    try {
      return new ProcessBuilder(command)
          .redirectInput(new File("/dev/null"))
          .redirectOutput(log)
          .redirectError(ProcessBuilder.Redirect.appendTo(log))
          .start();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private boolean isAlive(String name) {
    try (Cluster cluster = Cluster.connect(file.read(name))) {
      return cluster.size() > 0;
    } catch (RankspaceException e) {
      return false;
    }
  }

  private void list(String name) {
    try (Cluster cluster = Cluster.connect(file.read(name))) {
      System.out.println(name + ": " + cluster.size() + " ranks");
    } catch (RankspaceException e) {
      System.out.println(name + ": " + e.getMessage());
    }
  }

  private void status(String name) {
    try (Cluster cluster = Cluster.connect(file.read(name))) {
      Map<?, ?> status = cluster.status();
      System.out.println("cluster " + name + " (pid " + status.get("pid") + ")");
      for (Object one : (List<?>) status.get("ranks")) {
        Map<?, ?> rank = (Map<?, ?>) one;
        System.out.println(
            "rank %s (pid %s): %s, %s calls to answer"
                .formatted(
                    rank.get("rank"), rank.get("pid"), rank.get("state"), rank.get("pending")));
      }
    }
  }

  private void stop(String name) {
    try (Cluster cluster = Cluster.connect(file.read(name))) {
      cluster.stop();
    }
    System.out.println("cluster " + name + ": stopped");
  }

  private static String takeName(List<String> words) {
    int at = words.indexOf(NAME);
    if (at < 0) {
      return USUAL_NAME;
    }
    if (at + 1 == words.size()) {
      throw new RankspaceException(ErrorClass.ARG, "the option needs a value: option=" + NAME);
    }
    words.remove(at);
    return words.remove(at);
  }

  private static String only(List<String> words) {
    if (words.size() == 2 && words.getFirst().equals(NAME)) { // as start has it
      return words.getLast();
    }
    if (words.size() > 1) {
      throw new RankspaceException(ErrorClass.ARG, "one name is enough: names=" + words);
    }
    return words.isEmpty() ? USUAL_NAME : words.getFirst();
  }
}
