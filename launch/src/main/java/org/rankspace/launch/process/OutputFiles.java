package org.rankspace.launch.process;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.rankspace.error.ErrorClass;
import org.rankspace.error.RankspaceException;
import org.rankspace.job.Message;
import org.rankspace.launch.plan.OutputPattern;
import org.rankspace.launch.plan.OutputStyle;

/** The files that the ranks' output is written to. Streams of a rank may share one. */
final class OutputFiles implements AutoCloseable {
  private final OutputStyle style;
  private final Map<Path, OutputStream> open = new HashMap<>();

  OutputFiles(OutputStyle style) {
    this.style = style;
  }

  /** Makes all files, so that a folder that cannot be written to is known before any rank runs. */
  void prepare(int size) {
    for (int rank = 0; rank < size; rank++) {
      for (Message.Stream stream : Message.Stream.values()) {
        file(rank, stream).ifPresent(file -> close(create(file)));
      }
    }
  }

  /** Where {@code rank} writes; nowhere, if that is not to be kept. */
  OutputStream open(int rank, Message.Stream stream) {
    return file(rank, stream)
        .map(file -> open.computeIfAbsent(file, OutputFiles::create))
        .orElseGet(OutputStream::nullOutputStream);
  }

  /** Whether the launcher writes {@code stream} to its own output, too. */
  boolean isPrinted(Message.Stream stream) {
    return pattern(stream).map(OutputPattern::printed).orElse(true);
  }

  private Optional<Path> file(int rank, Message.Stream stream) {
    return pattern(stream).map(pattern -> pattern.file(rank));
  }

  private Optional<OutputPattern> pattern(Message.Stream stream) {
    boolean toErr = stream == Message.Stream.ERR && !style.merged();
    return toErr ? style.err() : style.out();
  }

  @Override
  public void close() {
    open.values().forEach(OutputFiles::close);
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
