package org.rankspace.pool;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.rankspace.job.Membership;

/** The two ends of a takeover, here in one process. */
@Timeout(30)
class PoolTest {
  private static final String KIND = "abc";

  @TempDir Path temporary;

  private PoolFolder folder() {
    return PoolFolder.open(temporary.resolve("pool")).orElseThrow();
  }

  private static Map<String, String> environment() {
    return new Membership(OptionalInt.of(3), 4, "job", "shm", 7, "secret").toEnvironment();
  }

  private static CompletableFuture<Optional<Berth.Turn>> waiting(Berth berth) {
    return CompletableFuture.supplyAsync(() -> berth.await(() -> {}, () -> {}, () -> true));
  }

  @Test
  void handsOverMembershipDirectoryAndStreams() throws IOException {
    PoolFolder folder = folder();
    try (Berth berth = Berth.open(folder, KIND).orElseThrow()) {
      CompletableFuture<Optional<Berth.Turn>> waiting = waiting(berth);
      Streams.Pipe pipe = Streams.pipeFrom().orElseThrow();
      InputStream ours = pipe.input();
      Handover given =
          new Handover(
              Path.of("/a=b"), environment(), Streams.nowhere(), pipe.theirs(), Streams.nowhere());
      Takeover taken = folder.take(KIND, given).orElseThrow();
      Streams.close(pipe.theirs());
      Berth.Turn turn = waiting.join().orElseThrow();
      assertThat(turn.handover().directory()).isEqualTo(Path.of("/a=b"));
      assertThat(turn.handover().membership()).isEqualTo(given.membership());
      Files.writeString(Path.of("/proc/self/fd/" + turn.handover().out()), "through the pipe");
      Streams.close(turn.handover().out());
      assertThat(new String(ours.readAllBytes(), StandardCharsets.UTF_8))
          .isEqualTo("through the pipe");
      turn.end(true);
      assertThat(taken.awaitEnd()).isEqualTo(Takeover.End.STAYS);
      assertThat(folder.entries()).isEmpty();
    }
  }

  /** How long a process that stays takes over its end, with a launcher that does as told. */
  private long millisecondsOfItsEnd(Consumer<Takeover> launcher) {
    PoolFolder folder = folder();
    try (Berth berth = Berth.open(folder, KIND).orElseThrow()) {
      CompletableFuture<Optional<Berth.Turn>> waiting = waiting(berth);
      Takeover taken = folder.take(KIND, nowhere()).orElseThrow();
      Berth.Turn turn = waiting.join().orElseThrow();
      long before = System.nanoTime();
      CompletableFuture<Void> ending = CompletableFuture.runAsync(() -> turn.end(true));
      assertThat(taken.awaitEnd()).isEqualTo(Takeover.End.STAYS);
      launcher.accept(taken);
      ending.join();
      return (System.nanoTime() - before) / 1_000_000;
    }
  }

  @Test
  void leavesTheCoresToItsJobButNotForLong() {
    long took =
        millisecondsOfItsEnd(
            taken -> {
              taken.awaitFarewell();
              taken.close();
            });
    assertThat(took).isBetween(200L, 5_000L);
  }

  @Test
  void knowsFromTheLauncherThatItsJobIsOver() {
    // a busy machine may be slow once, not five times
    assertThat(IntStream.range(0, 5).mapToLong(i -> millisecondsOfItsEnd(Takeover::close)))
        .anyMatch(took -> took < 100);
  }

  @Test
  void letsOnlyOneTakeAProcess() {
    PoolFolder folder = folder();
    try (Berth berth = Berth.open(folder, KIND).orElseThrow()) {
      CompletableFuture<Optional<Berth.Turn>> waiting = waiting(berth);
      assertThat(folder.take("another kind", nowhere())).isEmpty();
      assertThat(folder.take(KIND, nowhere())).isPresent();
      assertThat(folder.take(KIND, nowhere())).isEmpty();
      assertThat(waiting.join()).isPresent();
    }
  }

  @Test
  void findsNobodyWhereAProcessHasDied() {
    PoolFolder folder = folder();
    Berth berth = Berth.open(folder, KIND).orElseThrow();
    Path socket = folder.entries().getFirst().socket();
    berth.close();
    assertThat(socket).doesNotExist();
    assertThat(folder.take(KIND, nowhere())).isEmpty();
  }

  @Test
  void endsAProcessThatIsTold() {
    PoolFolder folder = folder();
    Berth berth = Berth.open(folder, KIND).orElseThrow();
    CompletableFuture<Optional<Berth.Turn>> waiting = waiting(berth);
    assertThat(folder.stop(folder.entries().getFirst())).isTrue();
    assertThat(waiting.join()).isEmpty();
    berth.close();
  }

  @Test
  void makesRoomByEndingOneOfAnotherKind() {
    PoolFolder folder = folder();
    Berth other = Berth.open(folder, "another").orElseThrow();
    Berth alike = Berth.open(folder, KIND).orElseThrow();
    CompletableFuture<Optional<Berth.Turn>> waiting = waiting(other);
    assertThat(folder.evict(KIND)).isTrue();
    assertThat(waiting.join()).isEmpty();
    assertThat(folder.entries()).extracting(PoolFolder.Entry::kind).containsExactly(KIND);
    assertThat(folder.evict(KIND)).isFalse();
    other.close();
    alike.close();
  }

  @Test
  void trustsNoFolderThatOthersCanEnterOrThatIsALink() throws IOException {
    Path open = Files.createDirectory(temporary.resolve("open"));
    Files.setPosixFilePermissions(open, PosixFilePermissions.fromString("rwxr-xr-x"));
    assertThat(PoolFolder.open(open)).isEmpty();
    Path real = temporary.resolve("real");
    assertThat(PoolFolder.open(real)).isPresent();
    assertThat(PoolFolder.open(Files.createSymbolicLink(temporary.resolve("link"), real)))
        .isEmpty();
    assertThat(PoolFolder.open(temporary.resolve("no/such/place"))).isEmpty();
  }

  private static Handover nowhere() {
    return new Handover(
        Path.of("/"), environment(), Streams.nowhere(), Streams.nowhere(), Streams.nowhere());
  }
}
