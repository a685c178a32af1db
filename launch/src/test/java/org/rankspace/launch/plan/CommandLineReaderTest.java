package org.rankspace.launch.plan;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(20)
class CommandLineReaderTest {
  @TempDir Path folder;
  private final Map<String, String> environment = new HashMap<>(Map.of("PATH", "/usr/bin:/bin"));

  @BeforeEach
  void writeAScript() throws IOException {
    Files.writeString(folder.resolve("script.py"), "");
  }

  private Request read(String... words) {
    return new CommandLineReader(new Surroundings(folder, environment, "thishost", "1.2.3"))
        .read(List.of(words));
  }

  private Plan plan(String... words) {
    assertThat(read(words)).isInstanceOf(Request.Run.class);
    return ((Request.Run) read(words)).plan();
  }

  private void refuses(String message, String... words) {
    assertThat(read(words)).isEqualTo(new Request.Refuse(message, 2));
  }

  @Nested
  class NumberOfRanks {
    @ParameterizedTest
    @ValueSource(strings = {"-n", "-np", "--np"})
    void isGivenByAnyOfItsNames(String option) {
      assertThat(plan(option, "4", "script.py").size()).isEqualTo(4);
    }

    @Test
    void isGivenWithAnEqualsSignToo() {
      assertThat(plan("--np=4", "script.py").size()).isEqualTo(4);
    }

    @Test
    void isOneByDefault() {
      assertThat(plan("script.py").size()).isEqualTo(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "-1", "two", "1.5", "", "1025", "99999999999"})
    void isRefusedWhenItIsNone(String number) {
      refuses(
          "not a number of ranks: -np=" + number + "; give a whole number from 1 to 1024",
          "-np",
          number,
          "script.py");
    }

    @ParameterizedTest
    @ValueSource(strings = {"-ppn", "-N", "--npernode", "-npernode"})
    void isThatOfTheOneNode(String option) {
      assertThat(plan(option, "4", "script.py").size()).isEqualTo(4);
      assertThat(plan(option, "4", "-np", "4", "script.py").size()).isEqualTo(4);
      assertThat(plan("-np", "3", option, "4", "script.py").size()).isEqualTo(3);
    }

    @Test
    void isRefusedWhenTheNodeMayNotTakeSoMany() {
      refuses(
          "this host may take 2 ranks only: -np=5, -ppn=2; there is no other host,"
              + " so raise -ppn or leave it out",
          "-np",
          "5",
          "-N",
          "2",
          "script.py");
      refuses(
          "this host may take 1 rank only: -np=2, -ppn=1; there is no other host,"
              + " so raise -ppn or leave it out",
          "-ppn",
          "1",
          "-np",
          "2",
          "script.py");
      refuses(
          "not a number of ranks: -ppn=none; give a whole number from 1 to 1024",
          "-ppn",
          "none",
          "script.py");
    }
  }

  @Nested
  class Programs {
    @Test
    void areScriptsWithTheirArguments() {
      Plan plan = plan("-np", "2", "script.py", "-np", "7", "--help");
      assertThat(plan.part(0).target())
          .isEqualTo(new Target.Script("script.py", folder.resolve("script.py")));
      assertThat(plan.part(0).arguments()).containsExactly("-np", "7", "--help");
    }

    @Test
    void areModulesAndCode() {
      assertThat(plan("-m", "json.tool", "-l").part(0).target())
          .isEqualTo(new Target.Module("json.tool"));
      assertThat(plan("-m", "json.tool", "-l").part(0).arguments()).containsExactly("-l");
      assertThat(plan("-np", "2", "-c", "print(1)", "a").part(0).target())
          .isEqualTo(new Target.Command("print(1)"));
    }

    @Test
    void areStandardInputWhichTheRanksThenDoNotGet() {
      assertThat(plan("-", "a").part(0).target()).isEqualTo(new Target.StandardInput());
      assertThat(plan("-", "a").stdin()).isEqualTo(new Stdin.ToNone());
      refuses("standard input is the program already: --stdin=all", "--stdin", "all", "-");
    }

    @Test
    void areAnythingThatCanBeExecuted() {
      assertThat(plan("sh", "-c", "true").part(0).target()).isInstanceOf(Target.Executable.class);
      assertThat(plan("sh", "-c", "true").part(0).arguments()).containsExactly("-c", "true");
    }

    @Test
    void areWhatFollowsPython() {
      assertThat(plan("python3", "-u", "script.py", "x").part(0).target())
          .isEqualTo(new Target.Script("script.py", folder.resolve("script.py")));
      assertThat(plan("python", "-m", "this").part(0).target())
          .isEqualTo(new Target.Module("this"));
      assertThat(plan("/usr/bin/python3.11", "-B", "-m", "this").part(0).target())
          .isEqualTo(new Target.Module("this"));
      assertThat(plan("env", "python3", "script.py").part(0).target())
          .isInstanceOf(Target.Executable.class);
      refuses("unknown option of python: option=-X", "python", "-X", "dev", "script.py");
    }

    @Test
    void areLookedForInTheWorkingDirectoryFirst() throws IOException {
      Path other = Files.createDirectory(folder.resolve("other"));
      Files.writeString(other.resolve("script.py"), "");
      assertThat(plan("-wdir", "other", "script.py").part(0).target())
          .isEqualTo(new Target.Script("script.py", other.resolve("script.py")));
    }

    @Test
    void areRefusedWhenTheyAreMissing() {
      refuses("no script is given; as in: rankrun -np 4 script.py", "-np", "4");
      refuses("the script does not exist: script=nosuch.py", "nosuch.py");
      assertThat(read("nosuchprogram"))
          .isEqualTo(new Request.Refuse("the program does not exist: program=nosuchprogram", 127));
    }

    @Test
    void cannotBeOthersThanPythonAsThreads() {
      assertThat(((Request.Refuse) read("-dev", "local", "true")).message())
          .startsWith("only Python programs can run as threads of one process: program=/");
    }
  }

  @Nested
  class SeveralPrograms {
    @BeforeEach
    void writeAnotherScript() throws IOException {
      Files.writeString(folder.resolve("other.py"), "");
    }

    private Part part(int size, String script, List<String> arguments) {
      Target target = new Target.Script(script, folder.resolve(script));
      return new Part(size, target, arguments, folder, Map.of());
    }

    @Test
    void areSeparatedByAColonAndNumberedThrough() {
      Plan plan = plan("-np", "1", "script.py", "a", "b:", ":", "-np", "3", "other.py");
      Part first = part(1, "script.py", List.of("a", "b:"));
      Part second = part(3, "other.py", List.of());
      assertThat(plan.parts()).containsExactly(first, second);
      assertThat(plan.size()).isEqualTo(4);
      assertThat(plan.part(0)).isEqualTo(first);
      assertThat(plan.part(1)).isEqualTo(second);
      assertThat(plan.part(3)).isEqualTo(second);
    }

    @Test
    void haveOneRankEachUnlessToldOtherwise() {
      assertThat(plan("script.py", ":", "other.py", ":", "-m", "this").size()).isEqualTo(3);
      assertThat(plan("-ppn", "4", "script.py", ":", "other.py").size()).isEqualTo(2);
      refuses(
          "this host may take 2 ranks only: -np=4, -ppn=2; there is no other host,"
              + " so raise -ppn or leave it out",
          "-ppn",
          "2",
          "script.py",
          ":",
          "-np",
          "3",
          "other.py");
    }

    @Test
    void haveAnEnvironmentAndADirectoryOfTheirOwn() throws IOException {
      Path there = Files.createDirectory(folder.resolve("there"));
      Files.writeString(there.resolve("sub.py"), "");
      Plan plan =
          plan("-x", "A=1", "script.py", ":", "-genv", "B", "2", "-wdir", "there", "sub.py");
      assertThat(plan.part(0).environment()).isEqualTo(Map.of("A", "1"));
      assertThat(plan.part(1).environment()).isEqualTo(Map.of("B", "2"));
      assertThat(plan.part(1).directory()).isEqualTo(there);
    }

    @Test
    void shareWhatIsForTheWholeJob() {
      Plan plan = plan("-l", "--stdin", "1", "script.py", ":", "other.py");
      assertThat(plan.output().tagged()).isTrue();
      assertThat(plan.stdin()).isEqualTo(new Stdin.To(1));
      refuses(
          "the option is for the whole job: option=-l; give it before the first program",
          "script.py",
          ":",
          "--tag-output",
          "other.py");
    }

    @Test
    void areRefusedWhereTheyDoNotGoTogether() {
      refuses("no script is given; as in: rankrun -np 4 script.py", "script.py", ":");
      refuses(
          "threads of one process cannot be parts with programs of their own:"
              + " parts=2, -dev=local",
          "-dev",
          "local",
          "script.py",
          ":",
          "other.py");
      refuses("standard input can be the program of one part only: program=-", "-", ":", "-", "a");
      refuses(
          "Python programs and others cannot be in one job: program=script.py, program=/bin/sh",
          "script.py",
          ":",
          "/bin/sh");
      assertThat(plan("/bin/sh", ":", "-np", "2", "/bin/sh").size()).isEqualTo(3);
    }

    @Test
    void areAllShownByADryRun() {
      assertThat(read("--dry-run", "script.py", "a", ":", "-np", "2", "-m", "this"))
          .isEqualTo(
              new Request.Show(
                  """
                  ranks:     3 on thishost
                  part:      ranks 0 to 0
                  program:   %1$s
                  arguments: a
                  directory: %2$s
                  part:      ranks 1 to 2
                  program:   module this
                  arguments:\s
                  directory: %2$s
                  transport: auto
                  rank 0:    thishost
                  rank 1:    thishost
                  rank 2:    thishost
                  """
                      .formatted(folder.resolve("script.py"), folder)));
    }
  }

  @Nested
  class Transport {
    @ParameterizedTest
    @CsvSource({"auto,AUTO", "shm,SHM", "mpj,MPJ", "niodev,MPJ", "local,LOCAL", "multicore,LOCAL"})
    void isKnownByItsNames(String name, Device device) {
      assertThat(plan("-dev", name, "script.py").device()).isEqualTo(device);
      assertThat(plan("--transport=" + name, "script.py").device()).isEqualTo(device);
    }

    @Test
    void isRefusedByAnyOther() {
      refuses(
          "unknown transport: transport=pigeon; there are auto, shm, mpj, local",
          "-dev",
          "pigeon",
          "script.py");
    }
  }

  @Nested
  class Environment {
    @Test
    void isSetByXAndGenv() {
      Plan plan = plan("-x", "A=1=2", "-x", "PATH", "-genv", "B", "two words", "script.py");
      assertThat(plan.part(0).environment()).isEqualTo(Map.of("A", "1=2", "B", "two words"));
    }

    @Test
    void isNotExportedWhereItIsNotSet() {
      assertThat(plan("-x", "NOSUCH", "script.py").notes())
          .containsExactly("not exported, because it is not set: -x=NOSUCH");
      refuses("not the name of an environment variable: -x==1", "-x", "=1", "script.py");
    }
  }

  @Nested
  class InputAndOutput {
    @Test
    void goWhereTheUserSays() {
      Plan plan = plan("-l", "--output-filename", "out", "--merge-stderr-to-stdout", "script.py");
      assertThat(plan.output())
          .isEqualTo(
              new OutputStyle(
                  true, true, files("out/rank.%r/stdout"), files("out/rank.%r/stderr")));
    }

    @Test
    void goToOneFilePerRankWhereTheNameSaysSo() {
      OutputStyle style = plan("--output-filename", "logs/out.%r", "script.py").output();
      assertThat(style)
          .isEqualTo(new OutputStyle(false, false, files("logs/out.%r"), files("logs/out.%r")));
      assertThat(style.out().orElseThrow().file(12)).isEqualTo(folder.resolve("logs/out.12"));
    }

    @Test
    void goToFilesOnlyAsWithMpich() {
      assertThat(plan("-outfile-pattern", "o.%r", "script.py").output())
          .isEqualTo(
              new OutputStyle(
                  false,
                  false,
                  Optional.of(new OutputPattern(folder, "o.%r", false)),
                  Optional.empty()));
      assertThat(plan("-errfile-pattern", "/e/%r", "script.py").output().err().orElseThrow())
          .returns(false, OutputPattern::printed)
          .returns(Path.of("/e/3"), pattern -> pattern.file(3));
    }

    @Test
    void cannotGoToTwoPlaces() {
      refuses(
          "give one of them: --output-filename=out, -errfile-pattern=e.%r",
          "--output-filename", "out", "-errfile-pattern", "e.%r", "script.py");
      refuses(
          "standard error goes where standard output goes: --merge-stderr-to-stdout,"
              + " -errfile-pattern=e.%r; give one of them",
          "--merge-stderr-to-stdout", "-errfile-pattern", "e.%r", "script.py");
      refuses(
          "all ranks would write to one file: -outfile-pattern=out; put %r where the rank belongs",
          "-outfile-pattern", "out", "script.py");
    }

    private Optional<OutputPattern> files(String name) {
      return Optional.of(new OutputPattern(folder, name, true));
    }

    @Test
    void areTheTerminalsByDefault() {
      assertThat(plan("script.py").output())
          .isEqualTo(new OutputStyle(false, false, Optional.empty(), Optional.empty()));
      assertThat(plan("script.py").stdin()).isEqualTo(new Stdin.To(0));
    }

    @Test
    void canBeReadByOtherRanks() {
      assertThat(plan("-np", "3", "--stdin", "2", "script.py").stdin()).isEqualTo(new Stdin.To(2));
      assertThat(plan("--stdin", "all", "script.py").stdin()).isEqualTo(new Stdin.ToAll());
      assertThat(plan("--stdin", "none", "script.py").stdin()).isEqualTo(new Stdin.ToNone());
      refuses(
          "not a rank of this job: --stdin=3; give all, none or a rank from 0 to 2",
          "-np",
          "3",
          "--stdin",
          "3",
          "script.py");
    }
  }

  @Nested
  class BindingToCores {
    @Test
    void isDoneByTasksetWhereAsked() throws IOException {
      Path taskset = executable("bin/taskset");
      environment.put("PATH", taskset.getParent() + ":/nosuch");
      assertThat(plan("--bind-to", "core", "script.py").binding())
          .isEqualTo(new Binding(Optional.of(taskset), false));
      assertThat(plan("-bind-to", "none", "--report-bindings", "script.py").binding())
          .isEqualTo(new Binding(Optional.empty(), true));
      assertThat(plan("script.py").binding()).isEqualTo(new Binding(Optional.empty(), false));
    }

    @Test
    void isRefusedWhereItCannotBe() {
      environment.put("PATH", "/nosuch");
      refuses(
          "taskset, which binds ranks, is not on the PATH: --bind-to=core;"
              + " install util-linux, or leave the option out",
          "--bind-to",
          "core",
          "script.py");
      refuses(
          "ranks that are threads of one process cannot be bound: --bind-to=core, -dev=local",
          "-dev",
          "local",
          "--bind-to",
          "core",
          "script.py");
      refuses(
          "unknown binding: --bind-to=socket; there are none, core",
          "--bind-to",
          "socket",
          "script.py");
    }

    private Path executable(String name) throws IOException {
      Path file = folder.resolve(name);
      Files.createDirectories(file.getParent());
      Files.writeString(file, "");
      assertThat(file.toFile().setExecutable(true)).isTrue();
      return file;
    }
  }

  @Nested
  class TimeLimit {
    @Test
    void comesFromTheOptionOrTheEnvironment() {
      assertThat(plan("--timeout", "1.5", "script.py").timeout()).contains(Duration.ofMillis(1500));
      environment.put("MPIEXEC_TIMEOUT", "20");
      assertThat(plan("script.py").timeout()).contains(Duration.ofSeconds(20));
      assertThat(plan("--timeout", "3", "script.py").timeout()).contains(Duration.ofSeconds(3));
    }

    @Test
    void isRefusedWhenItIsNone() {
      refuses(
          "not a number of seconds: --timeout=soon; give a number above 0",
          "--timeout",
          "soon",
          "script.py");
      environment.put("MPIEXEC_TIMEOUT", "-1");
      refuses("not a number of seconds: MPIEXEC_TIMEOUT=-1; give a number above 0", "script.py");
    }
  }

  @Nested
  class HostLists {
    @ParameterizedTest
    @ValueSource(strings = {"localhost", "localhost:4", "me@thishost:2,127.0.0.1"})
    void mayNameThisHost(String list) {
      assertThat(plan("--host", list, "-np", "2", "script.py").size()).isEqualTo(2);
    }

    @Test
    void mayNotNameOthersYet() {
      refuses(
          "ranks can run on this host only, so far: host=far; use localhost or thishost",
          "--host",
          "localhost,far:2",
          "script.py");
    }

    @ParameterizedTest
    @ValueSource(strings = {"--hostfile", "-hostfile", "-machinefile", "-machinesfile", "-f"})
    void areReadFromFilesInTheUsualSyntaxes(String option) throws IOException {
      Files.writeString(
          folder.resolve("hosts"),
          """
          # a comment

          thishost
          localhost:4    # four
          me@localhost slots=2 max_slots=8
          """);
      assertThat(plan(option, "hosts", "script.py").size()).isEqualTo(1);
    }

    @Test
    void areRefusedWhereTheyAreNone() throws IOException {
      Path file = folder.resolve("hosts");
      refuses("the host file does not exist: file=" + file, "--hostfile", "hosts", "script.py");
      Files.writeString(file, "# nothing\n");
      refuses("the host file names no host: file=" + file, "--hostfile", "hosts", "script.py");
      Files.writeString(file, "localhost\na:b:c\n");
      refuses(
          "not a host: host=a:b:c, file=" + file + ", line=2; write NAME or NAME:SLOTS",
          "--hostfile",
          "hosts",
          "script.py");
    }
  }

  @Nested
  class WrongLines {
    @Test
    void nameTheOption() {
      refuses("unknown option: option=--nosuch; see rankrun --help", "--nosuch", "script.py");
      refuses("unknown option: option=-np4; see rankrun --help", "-np4", "script.py");
      refuses("the option needs a value: option=-np", "-np");
      refuses("the option needs a value: option=-genv", "-genv", "A");
      refuses("the option takes no value: option=-l=yes", "-l=yes", "script.py");
      refuses("the working directory does not exist: -wdir=nosuch", "-wdir", "nosuch", "script.py");
    }

    @Test
    void includeWhatAClusterCannotRun() {
      refuses("no script is given; as in: rankrun --cluster NAME script.py", "--cluster", "x");
      refuses("ranks that serve run no program: program=script.py", "-i", "-np", "2", "script.py");
      refuses("ranks that serve need a process each: -dev=local", "-i", "-dev", "local");
    }
  }

  @Nested
  class Texts {
    @Test
    void helpFitsAScreen() {
      String help = ((Request.Show) read("--help")).text();
      assertThat(help.lines()).hasSizeLessThanOrEqualTo(30).allMatch(line -> line.length() <= 100);
      assertThat(read("-h")).isEqualTo(read("--help"));
    }

    @Test
    void versionIsOneLine() {
      assertThat(read("-V")).isEqualTo(new Request.Show("rankrun (Rankspace) 1.2.3\n"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"--dry-run", "--display-map"})
    void aDryRunShowsThePlan(String option) {
      assertThat(read(option, "-np", "2", "script.py", "a", "b"))
          .isEqualTo(
              new Request.Show(
                  """
                  ranks:     2 on thishost
                  program:   %s
                  arguments: a b
                  directory: %s
                  transport: auto
                  rank 0:    thishost
                  rank 1:    thishost
                  """
                      .formatted(folder.resolve("script.py"), folder)));
    }
  }
}
