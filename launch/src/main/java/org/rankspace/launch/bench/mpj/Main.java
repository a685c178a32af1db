package org.rankspace.launch.bench.mpj;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import mpi.MPI;
import org.apache.log4j.Level;
import org.apache.log4j.Logger;

/**
 * Two ranks of MPJ Express that measure what standard input says, with the lines of messages.py.
 * Without arguments: rank 0, which starts rank 1 as a process with the arguments {@code 1 PORT}.
 */
public final class Main {
  private Main() {}

  /**
   * @param arguments nothing, or {@code 1 PORT}
   */
  public static void main(String[] arguments) throws IOException {
    Logger.getRootLogger().setLevel(Level.OFF);
    Logger.getLogger("mpj").setLevel(Level.OFF);
    if (arguments.length == 0) {
      lead();
    } else {
      endWithParent();
      connect(1, Integer.parseInt(arguments[1]));
      follow();
    }
    System.exit(0); // the device's threads are no daemons
  }

  private static void connect(int rank, int port) {
    String settings =
        "#Number of Processes;2;#Protocol Switch Limit;131072;#Server Name;localhost;#Server Port;"
            + port
            + ";";
    MPI.Init(new String[] {Integer.toString(rank), settings, "niodev"});
  }

  /** Rank 1's standard input is a pipe from rank 0. */
  private static void endWithParent() {
    Thread.ofPlatform()
        .daemon()
        .start(
            () -> {
              try {
                System.in.read();
              } catch (IOException e) {
                // as good as its end
              }
              Runtime.getRuntime().halt(0);
            });
  }

  private static void lead() throws IOException {
    Rendezvous rendezvous = new Rendezvous();
    rendezvous.start();
    Process other =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:+UseSerialGC",
                "-Xlog:disable",
                "-cp",
                System.getProperty("java.class.path"),
                Main.class.getName(),
                "1",
                Integer.toString(rendezvous.port()))
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    try {
      connect(0, rendezvous.port());
      System.out.println("{\"ranks\": 2}");
      Leader.serve();
    } finally {
      other.destroyForcibly();
    }
  }

  private static void follow() {
    for (String words = Link.receiveCase(); !words.isEmpty(); words = Link.receiveCase()) {
      PingPong pingPong = new PingPong(List.of(words.split(" ")));
      for (int turns = Link.receiveTurns(); turns > 0; turns = Link.receiveTurns()) {
        Link.sendSeconds(pingPong.round(false, turns));
      }
    }
  }
}
