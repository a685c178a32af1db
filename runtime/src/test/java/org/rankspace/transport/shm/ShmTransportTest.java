package org.rankspace.transport.shm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.rankspace.error.RankspaceException;
import org.rankspace.job.Exchange;
import org.rankspace.transport.Crew;
import org.rankspace.transport.ThreadExchange;
import org.rankspace.transport.Transport;
import org.rankspace.transport.TransportContract;

class ShmTransportTest extends TransportContract {
  private static final Path FOLDER = Path.of("/dev/shm");
  private final String job = "test." + ProcessHandle.current().pid() + "." + System.nanoTime();

  @Override
  protected List<Transport> open(int size) throws Exception {
    ThreadExchange exchange = new ThreadExchange(size);
    return Crew.call(size, rank -> ShmTransport.open(exchange.of(rank), rank, size, job));
  }

  @BeforeEach
  @AfterEach
  void leavesNoFile() throws IOException {
    assertThat(files()).isEmpty();
  }

  private Set<Path> files() throws IOException {
    try (var files = Files.list(FOLDER)) {
      return files
          .filter(file -> file.getFileName().toString().contains(job))
          .collect(Collectors.toSet());
    }
  }

  @Test
  void filesAreGoneOnceAllRanksAreOpen() throws Exception {
    List<Transport> world = open(3);
    assertThat(files()).isEmpty();
    world.forEach(Transport::close);
  }

  @Test
  void inboxesArePrivateAndFullyAllocated() throws Exception {
    Set<String> seen = ConcurrentHashMap.newKeySet();
    ThreadExchange exchange = new ThreadExchange(2);
    List<Transport> world =
        Crew.call(
            2,
            rank -> {
              Exchange looking =
                  mine -> {
                    try {
                      for (Path file : files()) {
                        seen.add(
                            file.getFileName()
                                + " "
                                + PosixFilePermissions.toString(Files.getPosixFilePermissions(file))
                                + " "
                                + Files.size(file));
                      }
                    } catch (IOException e) {
                      throw new AssertionError(e);
                    }
                    return exchange.of(rank).exchange(mine);
                  };
              return ShmTransport.open(looking, rank, 2, job);
            });
    InboxLayout layout = InboxLayout.of(2);
    assertThat(seen)
        .contains(
            "rankspace-" + job + "-0 rw------- " + layout.inboxBytes(0),
            "rankspace-" + job + "-1 rw------- " + layout.inboxBytes(1));
    world.forEach(Transport::close);
  }

  @Test
  void saysOnEveryRankThatTheFolderIsTooSmall() throws Exception {
    ThreadExchange exchange = new ThreadExchange(3);
    List<String> messages =
        Crew.call(
            3,
            rank -> {
              long free = rank == 1 ? 1_000_000 : Long.MAX_VALUE;
              try {
                ShmTransport.open(exchange.of(rank), rank, 3, job, FOLDER, _ -> free);
                return "opened";
              } catch (RankspaceException e) {
                return e.getMessage();
              }
            });
    String message =
        "Shared memory is too small: folder=/dev/shm, needed=%d bytes, available=1000000 bytes, ranks=3. Use --transport mpj, or enlarge it (docker run --shm-size=64m)."
            .formatted(InboxLayout.of(3).jobBytes());
    assertThat(messages).containsExactly("On rank 1: " + message, message, "On rank 1: " + message);
  }

  @Test
  void failsOnEveryRankWhenAnInboxExistsAndLeavesTheOther() throws Exception {
    Path squatted = FOLDER.resolve("rankspace-" + job + "-0");
    Files.createFile(squatted);
    ThreadExchange exchange = new ThreadExchange(2);
    List<String> messages =
        Crew.call(
            2,
            rank -> {
              try {
                ShmTransport.open(exchange.of(rank), rank, 2, job);
                return "opened";
              } catch (RankspaceException e) {
                return e.getMessage();
              }
            });
    String message =
        "Another job uses this name, or one was killed while it started: file=%s. Remove the file if no job runs."
            .formatted(squatted);
    assertThat(messages).containsExactly(message, "On rank 0: " + message);
    assertThat(files()).containsExactly(squatted);
    Files.delete(squatted);
  }

  @Test
  void leavesNoFileWhenTheJobEndsWhileOpening() {
    int[] calls = new int[1];
    Exchange ends =
        mine -> {
          if (calls[0]++ == 2) {
            throw new IllegalStateException("the job ends");
          }
          return List.of(mine);
        };
    assertThatThrownBy(() -> ShmTransport.open(ends, 0, 1, job)).hasMessage("the job ends");
  }

  @Test
  void refusesAJobNameThatIsAPath() {
    assertThatThrownBy(() -> ShmTransport.open(List::of, 0, 1, "../x"))
        .isInstanceOf(RankspaceException.class)
        .hasMessage(
            "The name of the job cannot be part of a file name: job=../x. Use letters, digits, '.', '-', '_'.");
  }
}
