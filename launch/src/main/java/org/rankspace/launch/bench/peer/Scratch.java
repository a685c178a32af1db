package org.rankspace.launch.bench.peer;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** A temporary folder with the files that the measured jobs read. */
public final class Scratch implements AutoCloseable {
  private static final String PROGRAM = "messages.py";

  private final Path folder;

  private Scratch(Path folder) {
    this.folder = folder;
  }

  /** Makes the folder; {@link #close} removes it. */
  public static Scratch create() {
    try (InputStream program = Scratch.class.getResourceAsStream(PROGRAM)) {
      Path folder = Files.createTempDirectory("rankspace-bench");
      Files.copy(program, folder.resolve(PROGRAM));
      Files.createDirectories(folder.resolve("mpj/conf"));
      Files.createFile(folder.resolve("mpj/conf/mpjexpress.conf"));
      return new Scratch(folder);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The program that is measured: examples/bench/messages.py. */
  Path program() {
    return folder.resolve(PROGRAM);
  }

  /** MPJ Express wants a home with an empty file of settings. */
  Path mpjHome() {
    return folder.resolve("mpj");
  }

  /** May be called twice. */
  @Override
  public void close() {
    if (!Files.exists(folder)) {
      return;
    }
    try (Stream<Path> all = Files.walk(folder)) {
      List<Path> files = all.sorted(Comparator.reverseOrder()).toList();
      for (Path file : files) {
        Files.deleteIfExists(file);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
