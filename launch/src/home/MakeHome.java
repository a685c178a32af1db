import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.module.ModuleFinder;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.StringJoiner;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.graalvm.polyglot.Context;
import org.graalvm.polyglot.Engine;
import org.graalvm.polyglot.Source;
import org.rankspace.pool.PoolFolder;

/**
 * Makes the home that rankrun runs from (docs/startup.md): run by the build with a JDK 25, as
 * {@code java -cp 'JARS/*' MakeHome.java JARS HOME TRAINING-SCRIPT}.
 *
 * <p>The home has parts, each of which is made only when what it depends on has changed: aside
 * first, then put into place by a rename. {@code HOME/complete} exists only while all parts fit
 * together; it is written last.
 */
class MakeHome {
  /** GraalPy's modules, which become part of the Java runtime with those that they need. */
  private static final List<String> GUEST =
      List.of("org.graalvm.py", "org.graalvm.py.resources", "org.graalvm.truffle.runtime");

  /** What ranks, GraalPy, its compiler and our transports need; found by leaving out. */
  private static final String JDK_MODULES =
      "java.base,java.logging,java.management,java.sql,java.desktop,jdk.unsupported,"
          + "jdk.management,jdk.internal.vm.ci,jdk.net,jdk.zipfs";

  /** How the Java runtime is linked. Python's library is not in it: it is unpacked elsewhere. */
  private static final List<String> LINKING =
      List.of(
          "--add-modules=" + JDK_MODULES + "," + String.join(",", GUEST),
          "--exclude-resources=/org.graalvm.py.resources/META-INF/resources/**",
          "--no-man-pages",
          "--no-header-files");

  /** The modules whose internals our code uses (package namespace.guest). */
  private static final List<String> OPENED =
      List.of(
          "org.graalvm.polyglot",
          "org.graalvm.py",
          "org.graalvm.truffle",
          "org.graalvm.truffle.compiler",
          "org.graalvm.truffle.runtime");

  /**
   * What a launcher calls by reflection it calls a few times: each would have a class made at run
   * time.
   */
  private static final String REFLECTION = "-Djdk.reflect.useNativeAccessorOnly=true";

  /** The modules that call native code; those on the class path are one. */
  private static final List<String> NATIVE =
      List.of(
          "ALL-UNNAMED",
          "com.oracle.truffle.truffle_nfi_libffi",
          "com.oracle.truffle.truffle_nfi_panama",
          "org.graalvm.py",
          "org.graalvm.truffle");

  private static final String COMPILER = "compiler-";

  private static final List<String> LAUNCHER =
      List.of(
          "rankspace-launch-",
          "rankspace-runtime-",
          "picocli-",
          "jline-",
          "kryo-",
          "minlog-",
          "objenesis-",
          "reflectasm-");

  /** What the class path of ranks lacks: each jar there is opened by each of them. */
  private static final List<String> NOT_FOR_RANKS =
      List.of("rankspace-launch-", "picocli-", "jline-", "jackson-", "commons-", "uplot-");

  /** The jars that a start-up cache does not take as they are: an old format, or signed. */
  private static final List<String> RENEWED =
      List.of("picocli-", "bcpkix-", "bcprov-", "bcutil-");

  private static final String RESOURCES = "polyglot.engine.resourcePath";

  /** How long the ranks of the training run compute, and how long they send messages. */
  private static final int BUSY_S = 7;

  private final Path jdk = Path.of(System.getProperty("java.home"));
  private final Path jars;
  private final ModuleFinder modules;
  private final Path home;
  private final Path script;
  private final Path aside;

  private MakeHome(Path jars, Path home, Path script) {
    this.jars = jars;
    this.modules = ModuleFinder.of(jars);
    this.home = home;
    this.script = script;
    this.aside = home.resolveSibling("home.part");
  }

  public static void main(String[] arguments) throws IOException, InterruptedException {
    MakeHome making =
        new MakeHome(
            Path.of(arguments[0]).toAbsolutePath(),
            Path.of(arguments[1]).toAbsolutePath(),
            Path.of(arguments[2]).toAbsolutePath());
    try {
      making.run();
    } catch (CommandFailedException e) {
      System.out.println("home: " + e.getMessage());
      System.exit(1);
    }
  }

  /** A command has failed; what it printed has been shown. */
  private static final class CommandFailedException extends RuntimeException {
    CommandFailedException(int code, String... command) {
      super("failed with exit code " + code + ": " + String.join(" ", command));
    }
  }

  private void run() throws IOException, InterruptedException {
    List<Path> all = files(jars);
    List<Path> guest = guest();
    List<Path> compiler = all.stream().filter(jar -> name(jar).startsWith(COMPILER)).toList();
    List<Path> library =
        all.stream().filter(jar -> !guest.contains(jar) && !compiler.contains(jar)).toList();
    Files.createDirectories(home);
    String renewing = hash(List.of(script.resolveSibling("RenewedJar.java")));
    String imageKey = Files.readString(jdk.resolve("release")) + LINKING + hash(guest) + renewing;
    String compilerKey = hash(compiler);
    String libraryKey = hash(library) + renewing;
    List<Path> python = guest.stream().filter(jar -> name(jar).startsWith("python-")).toList();
    String resourcesKey = home + hash(python) + hash(List.of(precompile()));
    part("image", imageKey, "a Java runtime", to -> image(guest, to));
    part("compiler", compilerKey, "the compiler", to -> copy(compiler, to));
    part("lib", libraryKey, "the jars", to -> copy(library, to));
    part("resources", resourcesKey, "Python's library", this::resources);
    part("code", libraryKey + resourcesKey + TRANSLATE, "our own modules", this::code);
    part("bin", PYTHON3, "a python3", this::bin);
    Path recipe = script.resolveSibling("MakeHome.java");
    String cacheKey =
        home + imageKey + compilerKey + libraryKey + resourcesKey + hash(List.of(script, recipe));
    part("cache", cacheKey, "the start-up caches (a trial run)", this::caches);
    delete(aside);
    Files.writeString(home.resolve("complete"), "");
  }

  @FunctionalInterface
  private interface Maker {
    void make(Path target) throws IOException, InterruptedException;
  }

  private void part(String name, String key, String what, Maker maker)
      throws IOException, InterruptedException {
    Path target = home.resolve(name);
    Path stamp = home.resolve("." + name + ".key");
    String digest = digest(key.getBytes());
    if (Files.exists(target) && Files.exists(stamp) && Files.readString(stamp).equals(digest)) {
      return;
    }
    long startNs = System.nanoTime();
    Files.deleteIfExists(home.resolve("complete"));
    Files.deleteIfExists(stamp);
    delete(aside);
    Files.createDirectories(aside);
    System.out.println("home: making " + what);
    maker.make(aside.resolve(name));
    if (Files.exists(target)) {
      Files.move(target, aside.resolve("old"));
    }
    Files.move(aside.resolve(name), target, StandardCopyOption.ATOMIC_MOVE);
    Files.writeString(stamp, digest);
    System.out.printf("home: made %s in %.1f s%n", what, (System.nanoTime() - startNs) / 1e9);
  }

  /** The jars of GraalPy's modules, and of those that they need besides the JDK's. */
  private List<Path> guest() {
    return ModuleLayer.boot()
        .configuration()
        .resolve(modules, ModuleFinder.of(), GUEST)
        .modules()
        .stream()
        .map(module -> Path.of(module.reference().location().orElseThrow()))
        .sorted()
        .toList();
  }

  private void image(List<Path> guest, Path target) throws IOException, InterruptedException {
    Path linked = aside.resolve("linked");
    copy(guest, linked);
    List<String> command = new ArrayList<>();
    command.add(jdk.resolve("bin/jlink").toString());
    command.add("--module-path=" + linked);
    command.addAll(LINKING);
    command.add("--output=" + target);
    run(Map.of(), command.toArray(String[]::new));
  }

  /** What {@code sys.executable} names in a rank. The commands are two folders above the home. */
  private static final String PYTHON3 =
      """
      #!/bin/sh
      exec "$(dirname -- "$0")/../../../rankrun" python3 "$@"
      """;

  private void bin(Path target) throws IOException {
    Path python = Files.createDirectories(target).resolve("python3");
    Files.writeString(python, PYTHON3);
    Files.setPosixFilePermissions(python, PosixFilePermissions.fromString("rwxr-xr-x"));
  }

  private void copy(List<Path> from, Path target) throws IOException {
    Files.createDirectories(target);
    for (Path jar : from) {
      Path to = target.resolve(jar.getFileName());
      if (isOneOf(RENEWED, jar)) {
        RenewedJar.copy(jar, to);
      } else {
        Files.copy(jar, to, StandardCopyOption.COPY_ATTRIBUTES);
      }
    }
  }

  /** With what Python's compiler makes of it, which would else be made by each run again. */
  private void resources(Path target) throws IOException {
    Engine.copyResources(target, "python");
    System.setProperty(RESOURCES, target.toString());
    try (Context python = python()) {
      python.getBindings("python").putMember("FOLDER", target.toString());
      python.getBindings("python").putMember("HOME", home.resolve("resources").toString());
      python.eval(Source.newBuilder("python", precompile().toFile()).build());
    }
  }

  /** Our own modules as code objects, for those who open a namespace (class Texts). */
  private void code(Path target) throws IOException {
    System.setProperty(RESOURCES, home.resolve("resources").toString());
    Path runtime =
        files(jars).stream()
            .filter(jar -> name(jar).startsWith("rankspace-runtime-"))
            .findFirst()
            .orElseThrow();
    try (Context python = python();
        FileSystem jar = FileSystems.newFileSystem(runtime)) {
      Path root = jar.getPath("org/rankspace/namespace");
      Map<String, String> texts = new TreeMap<>();
      try (Stream<Path> all = Files.walk(root)) {
        for (Path source : all.filter(file -> name(file).endsWith(".py")).toList()) {
          String module = root.relativize(source).toString().replaceAll("[.]py$", "");
          texts.put(module, Files.readString(source));
        }
      }
      python.eval("python", TRANSLATE).executeVoid(texts, target.toString());
    }
  }

  /** Names in tracebacks are those that the modules have at run time. */
  private static final String TRANSLATE =
      """
      def translate(texts, folder):
          import marshal, os
          alone, together = {}, {}
          for module in texts.keySet():
              name = module.replace('/', '.').removesuffix('.__init__')
              if '/' not in module and module != 'rankspace':
                  name = '_rankspace_' + module
              code = compile(texts.get(module), f'<rankspace:{name}>', 'exec')
              (alone if '/' in module else together)[module] = marshal.dumps(code)
          alone['modules'] = marshal.dumps(together)
          for module, code in alone.items():
              file = f'{folder}/{module}.code'
              os.makedirs(os.path.dirname(file), exist_ok=True)
              with open(file, 'wb') as stream:
                  stream.write(code)
      translate
      """;

  private static Context python() {
    return Context.newBuilder("python")
        .allowAllAccess(true)
        .option("engine.WarnInterpreterOnly", "false")
        .option("python.PosixModuleBackend", "java")
        .build();
  }

  private Path precompile() {
    return script.resolveSibling("precompile.py");
  }

  /**
   * Real runs give both: that of the rank which a launcher starts first, taken over by a second job
   * before it ends, then the launcher's.
   */
  private void caches(Path target) throws IOException, InterruptedException {
    Files.createDirectories(target);
    Path rank = target.resolve("rank.aot");
    Path options = launcherOptions();
    rankOptions();
    Path pool = Files.createTempDirectory("rankspace-training"); // sockets want short names
    Map<String, String> pooled =
        Map.of("RANKSPACE_POOL", "yes", PoolFolder.VARIABLE, pool.toString());
    try {
      Map<String, String> training = with(pooled, "RANKSPACE_TRAIN", rank);
      rankrun(training, options, List.of(), "-np", "2", script, BUSY_S);
      rankrun(training, options, List.of(), "-np", "2", script, 0);
      stopIdle(pool, pooled, options);
      Path hello = Files.writeString(aside.resolve("hello.py"), "print('Hello from rank', rank)\n");
      Map<String, String> cached =
          with(pooled, "RANKSPACE_JAVA_OPTIONS", "-XX:AOTCache=" + rank);
      rankrun(cached, options, List.of(), "-np", "2", hello);
      // Takes over one process and starts one: launchers do either.
      idle(pool).stream().skip(1).forEach(MakeHome::kill);
      List<String> recording =
          List.of(
              "-XX:AOTCacheOutput=" + target.resolve("launcher.aot"), "-Drankspace.training=true");
      rankrun(cached, options, recording, "-np", "2", hello);
    } finally {
      stopIdle(pool, pooled, options);
      delete(pool);
    }
  }

  private static Map<String, String> with(Map<String, String> some, String name, Object value) {
    Map<String, String> more = new HashMap<>(some);
    more.put(name, value.toString());
    return more;
  }

  /** Ends the processes that wait in {@code pool}; returns when they have written what they note. */
  private void stopIdle(Path pool, Map<String, String> environment, Path options)
      throws IOException, InterruptedException {
    List<ProcessHandle> idle = idle(pool);
    rankrun(environment, options, List.of(), "--rankspace", "pool", "stop");
    for (ProcessHandle process : idle) {
      process.onExit().join();
    }
  }

  private static void kill(ProcessHandle process) {
    process.destroyForcibly();
    process.onExit().join();
  }

  private static List<ProcessHandle> idle(Path pool) {
    return PoolFolder.existing(pool).orElseThrow().entries().stream()
        .flatMap(entry -> ProcessHandle.of(entry.pid()).stream())
        .toList();
  }

  private void rankrun(
      Map<String, String> environment, Path options, List<String> more, Object... words)
      throws IOException, InterruptedException {
    List<String> command = new ArrayList<>();
    command.addAll(List.of("/bin/sh", "-c", "exec 3>/dev/null; exec \"$0\" \"$@\"")); // as rankrun
    command.add(home.resolve("image/bin/java").toString());
    command.addAll(more);
    command.addAll(List.of("@" + options, "org.rankspace.launch.main.Main"));
    for (Object word : words) {
      command.add(word.toString());
    }
    run(environment, command.toArray(String[]::new));
  }

  /** What the launcher's JVM is started with: in training and ever after the same. */
  private Path launcherOptions() throws IOException {
    return writeOptions(
        "launcher.options",
        List.of(
            "-XX:+UseSerialGC",
            "-XX:TieredStopAtLevel=1",
            // Most launchers are gone before compiled code has paid.
            "-XX:+UnlockDiagnosticVMOptions",
            "-XX:-AOTReplayTraining",
            "-XX:ArchiveRelocationMode=0",
            "-XX:Tier3InvocationThreshold=20000",
            "-XX:Tier3MinInvocationThreshold=10000",
            "-XX:Tier3CompileThreshold=40000",
            "-XX:-UsePerfData",
            REFLECTION,
            // Else picocli looks for a class of Groovy's, and Java into each jar, which takes 10 ms.
            "-Dpicocli.disable.closures=true",
            "-Xlog:disable",
            "--enable-native-access=ALL-UNNAMED",
            "-Drankspace.home=" + home,
            "-cp",
            classPath(jar -> isOneOf(LAUNCHER, jar))));
  }

  /** What code a rank's JVM has; class RankCommand has the other options. */
  private void rankOptions() throws IOException {
    List<String> options = new ArrayList<>();
    options.add("--module-path=" + home.resolve("compiler"));
    options.add("--add-modules=jdk.graal.compiler," + String.join(",", GUEST));
    options.add("--enable-native-access=" + String.join(",", NATIVE));
    for (String module : OPENED) {
      Set<String> packages = modules.find(module).orElseThrow().descriptor().packages();
      packages.stream()
          .sorted()
          .map(opened -> "--add-opens=" + module + "/" + opened + "=ALL-UNNAMED")
          .forEach(options::add);
    }
    options.addAll(List.of("-cp", classPath(jar -> !isOneOf(NOT_FOR_RANKS, jar))));
    writeOptions("rank.options", options);
  }

  /** Jars in an order that never differs: a start-up cache is valid for one class path only. */
  private String classPath(Predicate<Path> wanted) throws IOException {
    return files(home.resolve("lib")).stream()
        .filter(wanted)
        .map(Path::toString)
        .collect(Collectors.joining(":"));
  }

  private Path writeOptions(String name, List<String> options) throws IOException {
    StringJoiner lines = new StringJoiner("\n", "", "\n");
    for (String option : options) {
      lines.add('"' + option.replace("\\", "\\\\").replace("\"", "\\\"") + '"');
    }
    return Files.writeString(home.resolve(name), lines.toString());
  }

  private void run(Map<String, String> environment, String... command)
      throws IOException, InterruptedException {
    Path log = aside.resolve("log");
    ProcessBuilder builder =
        new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(log.toFile());
    builder.environment().putAll(environment);
    int code = builder.start().waitFor();
    if (code != 0) {
      System.out.print(Files.readString(log));
      throw new CommandFailedException(code, command);
    }
  }

  private static boolean isOneOf(List<String> prefixes, Path jar) {
    return prefixes.stream().anyMatch(name(jar)::startsWith);
  }

  private static String name(Path file) {
    return file.getFileName().toString();
  }

  private static List<Path> files(Path folder) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.sorted().toList();
    }
  }

  private static String hash(List<Path> files) throws IOException {
    StringBuilder all = new StringBuilder();
    for (Path file : files) {
      all.append(name(file)).append(' ').append(digest(Files.readAllBytes(file))).append('\n');
    }
    return all.toString();
  }

  private static String digest(byte[] bytes) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  private static void delete(Path folder) throws IOException {
    if (!Files.exists(folder)) {
      return;
    }
    try (Stream<Path> all = Files.walk(folder)) {
      all.sorted(Comparator.reverseOrder())
          .forEach(
              file -> {
                try {
                  Files.delete(file);
                } catch (IOException e) {
                  throw new UncheckedIOException(e);
                }
              });
    }
  }
}
