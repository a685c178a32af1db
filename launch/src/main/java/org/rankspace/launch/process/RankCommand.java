package org.rankspace.launch.process;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** The command line of a JVM that hosts ranks; docs/startup.md says why each option is there. */
public final class RankCommand {
  /** More options for the JVMs of ranks, separated by blanks. */
  static final String OPTIONS = "RANKSPACE_JAVA_OPTIONS";

  /** Set by the build: rank 0 writes its start-up cache to this file when it ends. */
  public static final String TRAIN = "RANKSPACE_TRAIN";

  /** What C2 shall leave to C1: it would take ten seconds for code that soon has little to do. */
  private static final List<String> SPARED =
      List.of(
          "com.oracle.graal.python",
          "com.oracle.truffle.api.object",
          "jdk.graal.compiler",
          "jdk.vm.ci",
          "org.graalvm");

  /** So small a graph has nothing that is worth C2's time; it gives up at once. */
  private static final int FEW_NODES = 50;

  private static final String MAIN = "org.rankspace.rank.Main";
  private static final int LEAST_HEAP_PERCENT = 5;

  /** What messages pass through. */
  private static final List<String> MESSAGE_PATH =
      List.of(
          "org.rankspace",
          "org.agrona",
          "com.esotericsoftware",
          "com.oracle.truffle.api.strings",
          "com.oracle.truffle.host",
          "com.oracle.truffle.object",
          "com.oracle.truffle.polyglot",
          "com.oracle.truffle.runtime",
          "java.lang.foreign",
          "java.lang.invoke",
          "java.nio",
          "jdk.internal.foreign",
          "jdk.internal.misc",
          "jdk.internal.util");

  /** What makes the classes of the JDK's own lambdas: hot in training, but hardly in a rank. */
  private static final String CLASS_MAKING = "jdk.internal.classfile";

  /** How often a method must be called in training, as a multiple of the usual, to be compiled. */
  private static final String NEVER = "1000000.0";

  /** What calls of ranks that serve go through; the engine's names for it, or parts of them. */
  private static final List<String> UNCOMPILED =
      List.of(
          "Value<PMethod>.execute",
          "Value<PDict>.",
          "AbstractMethodBuiltins.__call__",
          "bytecode uncompiled_",
          "BuiltinFunctions.exec ");

  private final Home home;
  private final Map<String, String> environment;
  private final int processes;
  private final int cores;

  /**
   * @param processes how many such JVMs run side by side and share cores and memory
   */
  RankCommand(Home home, Map<String, String> environment, int processes, int cores) {
    this.home = home;
    this.environment = environment;
    this.processes = processes;
    this.cores = cores;
  }

  /**
   * @param own options of this process only
   * @param words what a user sees in a list of processes; nobody reads them
   */
  List<String> of(boolean first, List<String> own, List<String> words) {
    List<String> command = new ArrayList<>();
    command.add(home.java().toString());
    command.addAll(
        List.of(
            "-XX:+UnlockExperimentalVMOptions",
            "-XX:+UnlockDiagnosticVMOptions",
            "-XX:ArchiveRelocationMode=0",
            "-XX:+EnableJVMCI",
            "--sun-misc-unsafe-memory-access=allow",
            "--add-opens=java.base/jdk.internal.misc=ALL-UNNAMED",
            "-XX:+UseSerialGC",
            "-XX:NewSize=200m",
            "-XX:Tier3InvocationThreshold=1000",
            "-XX:Tier3MinInvocationThreshold=500",
            "-XX:Tier3CompileThreshold=5000",
            "-XX:Tier4InvocationThreshold=50000",
            "-XX:Tier4MinInvocationThreshold=20000",
            "-XX:Tier4CompileThreshold=100000",
            "-XX:Tier4BackEdgeThreshold=400000",
            "-XX:CompileCommand=quiet",
            "-XX:MaxRAMPercentage=" + heapPercent(),
            "-XX:-UsePerfData",
            "-XX:ErrorFile=" + crashLog("%p"),
            "-Dpolyglot.engine.resourcePath=" + home.resources(),
            "-Dpolyglot.engine.DynamicCompilationThresholds=false",
            "-Dpolyglot.engine.FirstTierCompilationThreshold=3000",
            "-Dpolyglot.engine.FirstTierMinInvokeThreshold=1000",
            "-Dpolyglot.engine.CompilerThreads=" + compilerThreads(),
            "-Dpolyglot.engine.CompileOnly=~" + String.join(",~", UNCOMPILED),
            "-Xlog:disable"));
    for (String spared : SPARED) {
      command.add("-XX:CompileCommand=MaxNodeLimit," + spared + ".*::*," + FEW_NODES);
    }
    command.addAll(cache(first));
    command.addAll(own);
    String more = environment.getOrDefault(OPTIONS, "").strip();
    if (!more.isEmpty()) {
      command.addAll(List.of(more.split("\\s+")));
    }
    command.addAll(List.of("@" + home.rankOptions(), MAIN));
    command.addAll(words);
    return command;
  }

  /** Where the JVM with that process id says why it crashed. */
  static Path crashLog(String pid) {
    return Path.of(System.getProperty("java.io.tmpdir"), "rankspace-crash-" + pid);
  }

  private List<String> cache(boolean first) {
    String training = environment.get(TRAIN);
    if (training != null) {
      return first ? training(training) : List.of();
    }
    return Files.isRegularFile(home.rankCache())
        ? List.of("-XX:AOTCache=" + home.rankCache())
        : List.of();
  }

  /**
   * What is compiled in training is noted in the cache, with the compiler's level, and a rank then
   * compiles it at that level soon: by C1 for good, without code that counts for C2. Hence only
   * what is called so often that compiling it pays is compiled in training. For what messages pass
   * through nothing is noted, so that it goes the usual way up to C2.
   */
  private static List<String> training(String output) {
    List<String> options = new ArrayList<>();
    options.add("-XX:AOTCacheOutput=" + output);
    options.add("-XX:TieredStopAtLevel=1");
    options.addAll(
        List.of(
            "-XX:Tier3InvocationThreshold=3000",
            "-XX:Tier3MinInvocationThreshold=1500",
            "-XX:Tier3CompileThreshold=15000"));
    Stream.concat(MESSAGE_PATH.stream(), Stream.of(CLASS_MAKING))
        .map(code -> "-XX:CompileCommand=CompileThresholdScaling," + code + ".*::*," + NEVER)
        .forEach(options::add);
    options.add("-Drankspace.training=true");
    return options;
  }

  /** All ranks together may use nearly all memory, a rank alone three quarters of it. */
  private int heapPercent() {
    return processes == 1 ? 75 : Math.max(LEAST_HEAP_PERCENT, 90 / processes);
  }

  private int compilerThreads() {
    return Math.clamp(cores / processes, 1, 4);
  }
}
