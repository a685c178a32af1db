package org.rankspace.launch.bench.peer;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.rankspace.launch.bench.measure.Side;

/** Finds out who can be measured on this machine, and how. */
public final class Entrants {
  private static final List<String> PYTHONS = List.of("python3", "/usr/bin/python3");
  private static final List<String> STARTERS = List.of("mpirun.openmpi", "mpirun", "mpiexec");
  private static final String OPEN_MPI = "Open MPI";
  private static final long PATIENCE_S = 30;

  private static final String PROBE =
      "import mpi4py; from mpi4py import MPI; print('mpi4py ' + mpi4py.__version__ + ', '"
          + " + MPI.Get_library_version().split(',')[0].strip())";

  private final Scratch scratch;
  private final Path rankrun;
  private final String version;

  /**
   * @param rankrun the command
   * @param version ours
   */
  public Entrants(Scratch scratch, Path rankrun, String version) {
    this.scratch = scratch;
    this.rankrun = rankrun;
    this.version = version;
  }

  /**
   * The entrant for a side.
   *
   * @throws BenchException when it is not installed; says how to install it
   */
  public Entrant find(Side side) throws InterruptedException {
    return switch (side) {
      case RANKSPACE -> rankspace();
      case MPI4PY -> mpi4py();
      case MPJ -> mpj();
    };
  }

  private Entrant rankspace() {
    return new Entrant(
        Side.RANKSPACE,
        "Rankspace " + version,
        ranks -> command(rankrun.toString(), "-np", ranks),
        Map.of("RANKSPACE_PREPARE", "no"));
  }

  private List<String> command(String starter, String option, int ranks, String... more) {
    List<String> command = new ArrayList<>(List.of(starter, option, Integer.toString(ranks)));
    command.addAll(List.of(more));
    command.add(scratch.program().toString());
    command.add("--serve");
    return command;
  }

  private Entrant mpi4py() throws InterruptedException {
    for (String python : PYTHONS) {
      String library = output(List.of(python, "-c", PROBE));
      if (!library.isEmpty()) {
        String starter = starter(library.contains(OPEN_MPI));
        String[] options = options(library.contains(OPEN_MPI), python);
        return new Entrant(
            Side.MPI4PY, library, ranks -> command(starter, "-np", ranks, options), Map.of());
      }
    }
    throw new BenchException(
        "mpi4py is not installed: looked at "
            + String.join(", ", PYTHONS)
            + "; install it (Debian: apt-get install python3-mpi4py openmpi-bin)");
  }

  private static String starter(boolean isOpenMpi) throws InterruptedException {
    for (String starter : STARTERS) {
      String said = output(List.of(starter, "--version"));
      if (!said.isEmpty() && said.contains(OPEN_MPI) == isOpenMpi) {
        return starter;
      }
    }
    throw new BenchException(
        "mpi4py is installed, but the mpirun of its MPI is not: looked at "
            + String.join(", ", STARTERS)
            + "; install it (Debian: apt-get install openmpi-bin)");
  }

  private static String[] options(boolean isOpenMpi, String python) {
    List<String> options = new ArrayList<>();
    if (isOpenMpi) {
      options.add("--oversubscribe");
      if ("root".equals(System.getProperty("user.name"))) {
        options.add("--allow-run-as-root");
      }
    }
    options.add(python);
    return options.toArray(String[]::new);
  }

  /** One JVM that starts the other; the device is the one that MPJ Express uses between hosts. */
  private Entrant mpj() {
    return new Entrant(
        Side.MPJ,
        "MPJ Express 0.44, niodev",
        ranks ->
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:+UseSerialGC",
                "-Xlog:disable",
                "-cp",
                System.getProperty("java.class.path"),
                "org.rankspace.launch.bench.mpj.Main"),
        Map.of("MPJ_HOME", scratch.mpjHome().toString()));
  }

  /** What a command prints, empty where it is not there or fails. */
  private static String output(List<String> command) throws InterruptedException {
    try {
      Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
      process.getOutputStream().close();
      String text = new String(process.getInputStream().readAllBytes()).strip();
      if (!process.waitFor(PATIENCE_S, TimeUnit.SECONDS)) {
        process.destroyForcibly();
        return "";
      }
      return process.exitValue() == 0 ? text : "";
    } catch (IOException e) {
      return "";
    }
  }
}
