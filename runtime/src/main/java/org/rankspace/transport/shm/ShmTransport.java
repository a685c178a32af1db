package org.rankspace.transport.shm;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import org.agrona.concurrent.UnsafeBuffer;
import org.rankspace.error.ErrorClass;
import org.rankspace.error.RankspaceException;
import org.rankspace.job.Exchange;
import org.rankspace.transport.Board;
import org.rankspace.transport.Transport;
import org.rankspace.transport.ring.Bell;
import org.rankspace.transport.ring.RingTransport;

/** Opens transports of ranks that are processes of one host. */
public final class ShmTransport {
  private static final Path FOLDER = Path.of("/dev/shm");

  private final Agreement agreement;
  private final int rank;
  private final InboxLayout layout;
  private final String job;
  private final Path folder;
  private MemorySegment board;

  private ShmTransport(Exchange exchange, int rank, int size, String job, Path folder) {
    this.agreement = new Agreement(exchange);
    this.rank = rank;
    this.layout = InboxLayout.of(size);
    this.job = job;
    this.folder = folder;
  }

  /**
   * Opens this rank's end. Collective; blocks until every rank has come this far. When it cannot
   * open on one rank it throws on all, and leaves no file.
   *
   * @param job names the inbox files, {@code /dev/shm/rankspace-<job>-<rank>}: letters, digits,
   *     dots, dashes, underscores; unique on the host
   * @throws RankspaceException when {@code /dev/shm} is too small, among others
   */
  public static Transport open(Exchange exchange, int rank, int size, String job) {
    return open(exchange, rank, size, job, FOLDER, ShmTransport::usableBytes);
  }

  /** What is free where the inboxes will be. */
  @FunctionalInterface
  interface Space {
    long usableBytes(Path folder) throws IOException;
  }

  static Transport open(
      Exchange exchange, int rank, int size, String job, Path folder, Space space) {
    ShmTransport opening = new ShmTransport(exchange, rank, size, job, folder);
    // Nobody creates a file before everybody is here: names exist for milliseconds only, and every
    // rank finds the same room.
    opening.agreement.all("can use shared memory", () -> opening.check(space));
    return opening.open();
  }

  private static long usableBytes(Path folder) throws IOException {
    return Files.getFileStore(folder).getUsableSpace();
  }

  private String check(Space space) throws IOException {
    if (!job.matches("[A-Za-z0-9._-]{1,100}")) {
      throw new RankspaceException(
          ErrorClass.ARG,
          "The name of the job cannot be part of a file name: job=%s. Use letters, digits, '.', '-', '_'."
              .formatted(job));
    }
    if (!Files.isDirectory(folder)) {
      throw new RankspaceException(
          ErrorClass.OTHER,
          "This system has no shared memory folder: folder=%s. Use --transport mpj."
              .formatted(folder));
    }
    long thereAre = space.usableBytes(folder);
    if (thereAre < layout.jobBytes()) {
      throw tooSmall(thereAre, null);
    }
    return "";
  }

  private Transport open() {
    Arena arena = Arena.ofShared();
    try (Naming naming = new Naming()) {
      List<String> paths = agreement.all("created its inbox", naming::create);
      MemorySegment[] inboxes = new MemorySegment[layout.size()];
      agreement.all("mapped all inboxes", () -> map(paths, inboxes, arena));
      return transport(inboxes, arena);
    } catch (RuntimeException | Error e) {
      arena.close();
      throw e;
    }
  }

  private String map(List<String> paths, MemorySegment[] inboxes, Arena arena) throws IOException {
    for (int peer = 0; peer < inboxes.length; peer++) {
      Path path = Path.of(paths.get(peer));
      inboxes[peer] = InboxFile.map(path, layout.inboxBytes(peer), 0, layout.board(), arena);
    }
    int keeper = InboxLayout.BOARD_KEEPER;
    board =
        InboxFile.map(
            Path.of(paths.get(keeper)),
            layout.inboxBytes(keeper),
            layout.board(),
            Board.BYTES,
            Arena.ofAuto());
    return "";
  }

  private Transport transport(MemorySegment[] inboxes, Arena arena) {
    Bell[] bells =
        IntStream.range(0, layout.size())
            .mapToObj(peer -> bell(inboxes[peer], layout.size()))
            .toArray(Bell[]::new);
    return new RingTransport(
        rank,
        layout.maxBodyBytes(),
        (source, dest) ->
            new UnsafeBuffer(
                inboxes[dest].address() + layout.lane(source, dest), layout.laneBytes()),
        bells,
        board,
        arena::close);
  }

  private static Bell bell(MemorySegment inbox, int ranks) {
    MemorySegment word = inbox.asSlice(InboxLayout.BELL, Integer.BYTES);
    boolean spread = ranks <= Runtime.getRuntime().availableProcessors();
    return new Bell(new UnsafeBuffer(word.address(), Integer.BYTES), FutexSleeper.on(word, spread));
  }

  private RankspaceException tooSmall(long thereAre, IOException cause) {
    return new RankspaceException(
        ErrorClass.OTHER,
        ("Shared memory is too small: folder=%s, needed=%d bytes, available=%d bytes, ranks=%d."
                + " Use --transport mpj, or enlarge it (docker run --shm-size=%dm).")
            .formatted(
                folder,
                layout.jobBytes(),
                thereAre,
                layout.size(),
                Math.max(64, (layout.jobBytes() >> 20) * 2)),
        cause);
  }

  /** This rank's inbox while it has a name. */
  private final class Naming implements AutoCloseable {
    private InboxFile file;

    String create() throws IOException {
      Path path = folder.resolve("rankspace-" + job + "-" + rank);
      try {
        file = InboxFile.create(path, layout.inboxBytes(rank));
      } catch (java.nio.file.FileAlreadyExistsException e) {
        throw new RankspaceException(
            ErrorClass.OTHER,
            "Another job uses this name, or one was killed while it started: file=%s. Remove the file if no job runs."
                .formatted(path),
            e);
      } catch (IOException e) {
        throw tooSmall(usableBytes(folder), e);
      }
      return path.toString();
    }

    @Override
    public void close() {
      if (file != null) {
        file.close();
      }
    }
  }
}
