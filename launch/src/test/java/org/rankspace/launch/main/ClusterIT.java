package org.rankspace.launch.main;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.rankspace.launch.Await.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.rankspace.launch.cluster.Answer;
import org.rankspace.launch.cluster.Cluster;
import org.rankspace.launch.cluster.Function;
import org.rankspace.launch.cluster.Outcome;
import org.rankspace.launch.cluster.RemoteException;
import org.rankspace.launch.cluster.Snapshot;
import org.rankspace.launch.cluster.View;
import org.rankspace.launch.link.ConnectionFile;

/**
 * One real cluster, started and stopped by {@code rankspace}, driven from Java, from Python and by
 * {@code rankrun --cluster}; at the end its ranks and its controller are killed.
 */
@Timeout(value = 240, unit = TimeUnit.SECONDS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class ClusterIT {
  private static final Path CLIENT = Path.of("client").toAbsolutePath();
  private static final String NAME = "it";

  @TempDir static Path folder;
  private static Cluster cluster;

  private static Rankrun.Line rankspace(String... words) {
    return Rankrun.in(folder, words)
        .by(Rankrun.COMMAND.resolveSibling("rankspace"))
        .with(ConnectionFile.FOLDER, folder.resolve("clusters").toString());
  }

  private static Rankrun.Result python(String... tests) throws IOException, InterruptedException {
    List<String> words = new ArrayList<>(List.of("python3", "-m", "unittest"));
    words.addAll(List.of(tests));
    ProcessBuilder builder = new ProcessBuilder(words).directory(CLIENT.resolve("tests").toFile());
    builder.environment().put("PYTHONPATH", CLIENT.resolve("src").toString());
    builder.environment().put("PYTHONDONTWRITEBYTECODE", "1");
    builder.environment().put(ConnectionFile.FOLDER, folder.resolve("clusters").toString());
    builder.environment().put("RANKSPACE_TEST_CLUSTER", NAME);
    Path said = Files.createTempFile(folder, "python", ".log");
    Process process = builder.redirectErrorStream(true).redirectOutput(said.toFile()).start();
    int code = process.waitFor();
    return new Rankrun.Result(code, Files.readString(said), "");
  }

  @BeforeAll
  static void start() throws IOException {
    Rankrun.Result started = rankspace("start", "-n", "3", "--name", NAME).run();
    assertThat(started.err()).isEmpty();
    assertThat(started.out()).matches("cluster it: 3 ranks are ready after .* s\n");
    cluster =
        Cluster.connect(
            new ConnectionFile(Map.of(ConnectionFile.FOLDER, folder.resolve("clusters").toString()))
                .read(NAME));
  }

  @AfterAll
  static void stop() throws IOException {
    if (cluster != null) {
      cluster.close();
      rankspace("stop", NAME).run();
    }
  }

  private static long pid(int rank) {
    return ((Number) ((Map<?, ?>) ((List<?>) cluster.status().get("ranks")).get(rank)).get("pid"))
        .longValue();
  }

  @Test
  @Order(1)
  void worksFromJava() {
    View all = cluster.all();
    List<Answer> answers = all.execute("print('hello'); a = rank");
    assertThat(answers).extracting(Answer::out).containsExactly("hello\n", "hello\n", "hello\n");
    assertThat(all.get("a")).isEqualTo(List.of(0, 1, 2));
    all.put("b", List.of(1, "x"));
    assertThat(cluster.ranks(1).get("b")).isEqualTo(List.of(List.of(1, "x")));
    all.scatter("part", List.of(1, 2, 3, 4));
    assertThat(all.get("part")).isEqualTo(List.of(List.of(1, 2), List.of(3), List.of(4)));
    assertThat(all.gather("part")).isEqualTo(List.of(1, 2, 3, 4));
    assertThat(all.apply(new Function("lambda x: x + rank"), 10)).isEqualTo(List.of(10, 11, 12));
    assertThat(all.map(Function.named("abs"), List.of(-1, 2, -3, 4)))
        .isEqualTo(List.of(1, 2, 3, 4));
    assertThat(all.applyAsync(Function.named("len"), "ab").join()).isEqualTo(List.of(2, 2, 2));
    assertThatThrownBy(() -> all.execute("1/0"))
        .isInstanceOf(RemoteException.class)
        .hasMessage("rank 0: ZeroDivisionError: division by zero");
    Snapshot snapshot = cluster.ranks(2).snapshot();
    cluster.ranks(0).restore(snapshot);
    assertThat(cluster.ranks(0).get("a")).isEqualTo(List.of(2));
  }

  @Test
  @Order(2)
  void farmsTasksFromJava() {
    List<Integer> items = IntStream.range(0, 300).boxed().toList();
    List<Integer> heard = new ArrayList<>();
    List<Outcome> outcomes =
        cluster
            .all()
            .farm()
            .map(new Function("lambda x: 300 // x"), items, (outcome, index) -> heard.add(index));
    assertThat(heard).containsExactlyInAnyOrderElementsOf(items);
    assertThat(outcomes.getFirst().failure()).hasMessageContaining("ZeroDivisionError");
    assertThat(outcomes.subList(1, 300))
        .extracting(Outcome::get)
        .isEqualTo(items.subList(1, 300).stream().map(i -> (Object) (300 / i)).toList());
  }

  @Test
  @Order(3)
  void runsScripts() throws IOException {
    String script =
        Rankrun.script(
            folder,
            "import sys\nprint(allreduce(1), 'kept' in globals())\nsys.exit(len(sys.argv))");
    cluster.all().put("kept", 1);
    assertThat(rankspace("run", "--cluster", NAME, script, "x").run())
        .isEqualTo(new Rankrun.Result(2, "3 False\n".repeat(3), ""));
    assertThat(rankspace("run", "--cluster", NAME, "--keep", script).run())
        .isEqualTo(new Rankrun.Result(1, "3 True\n".repeat(3), ""));
  }

  @Test
  @Order(4)
  void worksFromPython() throws IOException, InterruptedException {
    Rankrun.Result result =
        python(
            "test_codec",
            "test_memory",
            "test_source",
            "test_cluster.Views",
            "test_cluster.Namespaces",
            "test_cluster.Farms");
    assertThat(result.code()).as(result.out()).isZero();
    assertThat(result.out()).doesNotContain("skipped");
  }

  @Test
  @Order(5)
  void survivesARankThatDies() throws IOException, InterruptedException {
    Rankrun.Result result = python("test_cluster.Deaths");
    assertThat(result.code()).as(result.out()).isZero();
    assertThat(rankspace("status", "--name", NAME).run().out())
        .contains("dead (ended with exit code 9)");
  }

  @Test
  @Order(6)
  void leavesNothingBehindWhenItsControllerIsKilled() throws IOException, InterruptedException {
    List<Long> ranks = List.of(pid(0), pid(1));
    Rankrun.Result result = python("test_cluster.Losses");
    assertThat(result.code()).as(result.out()).isZero();
    assertThatThrownBy(() -> cluster.all().execute("1"))
        .hasMessage("the connection to the cluster is lost: name=it");
    await(() -> ranks.stream().noneMatch(Rankrun::isAlive));
    assertThat(rankspace("list").run().out())
        .startsWith("it: the cluster does not answer: name=it");
  }
}
