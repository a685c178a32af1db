package org.rankspace.launch.process;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.rankspace.error.ErrorClass;
import org.rankspace.error.RankspaceException;
import org.rankspace.job.Message;

/** The files of {@code --output-filename DIR}: {@code DIR/rank.N/stdout} and {@code stderr}. */
final class OutputFiles implements AutoCloseable {
  private final Optional<Path> directory;
  private final List<OutputStream> open = new ArrayList<>();

  /**
   * @param directory empty where nothing is to be written
   */
  OutputFiles(Optional<Path> directory) {
    this.directory = directory;
  }

  /** Makes all files, so that a folder that cannot be written to is known before any rank runs. */
  void prepare(int size) {
    for (int rank = 0; directory.isPresent() && rank < size; rank++) {
      for (Message.Stream stream : Message.Stream.values()) {
        close(create(path(directory.get(), rank, stream)));
      }
    }
  }

  OutputStream open(int rank, Message.Stream stream) {
    if (directory.isEmpty()) {
      return OutputStream.nullOutputStream();
    }
    OutputStream file = create(path(directory.get(), rank, stream));
    open.add(file);
    return file;
  }

  @Override
  public void close() {
    open.forEach(OutputFiles::close);
  }

  private static Path path(Path directory, int rank, Message.Stream stream) {
    String name = "std" + stream.name().toLowerCase(Locale.ROOT);
    return directory.resolve("rank." + rank).resolve(name);
  }

  private static OutputStream create(Path file) {
    try {
      Files.createDirectories(file.getParent());
      return Files.newOutputStream(file);
    } catch (IOException e) {
      throw new RankspaceException(
          ErrorClass.OTHER, "cannot write output: file=" + file + ", why=" + e, e);
    }
  }

  private static void close(OutputStream file) {
    try {
      file.close();
    } catch (IOException e) {
      // what was written went straight to the file
    }
  }
}
