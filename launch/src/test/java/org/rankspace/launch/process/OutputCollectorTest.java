package org.rankspace.launch.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.rankspace.launch.Await.await;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.rankspace.job.Message;

@Timeout(20)
class OutputCollectorTest {
  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final ByteArrayOutputStream err = new ByteArrayOutputStream();
  private final AtomicInteger lost = new AtomicInteger();

  private OutputCollector collector(boolean tagged, boolean merged, Optional<Path> directory) {
    return new OutputCollector(
        tagged, merged, new OutputFiles(directory), out, err, lost::incrementAndGet);
  }

  private static void write(OutputCollector collector, int rank, String text) {
    write(collector, rank, Message.Stream.OUT, text);
  }

  private static void write(
      OutputCollector collector, int rank, Message.Stream stream, String text) {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    collector.write(rank, stream, bytes, bytes.length);
  }

  @Test
  void writesALineWhenItIsComplete() {
    OutputCollector collector = collector(false, false, Optional.empty());
    write(collector, 0, "one\ntw");
    write(collector, 1, "other\n");
    write(collector, 0, "o\n");
    assertThat(out.toString()).isEqualTo("one\nother\ntwo\n");
    collector.close();
  }

  @Test
  void writesAPromptAfterAWhile() {
    OutputCollector collector = collector(false, false, Optional.empty());
    write(collector, 0, "name? ");
    await(() -> out.toString().equals("name? "));
    write(collector, 0, "thanks\n");
    assertThat(out.toString()).isEqualTo("name? thanks\n");
    collector.close();
  }

  @Test
  void startsANewLineForAnotherRankAfterAPrompt() {
    OutputCollector collector = collector(true, false, Optional.empty());
    write(collector, 0, "name? ");
    await(() -> out.toString().equals("[0] name? "));
    write(collector, 1, "a\nb\n");
    assertThat(out.toString()).isEqualTo("[0] name? \n[1] a\n[1] b\n");
    collector.close();
  }

  @Test
  void writesWhatIsLeftAtTheEnd() {
    OutputCollector collector = collector(true, false, Optional.empty());
    write(collector, 3, "no line end");
    collector.close();
    assertThat(out.toString()).isEqualTo("[3] no line end");
  }

  @Test
  void keepsStandardErrorApartUnlessMerged() {
    OutputCollector apart = collector(false, false, Optional.empty());
    write(apart, 0, Message.Stream.ERR, "e\n");
    assertThat(err.toString()).isEqualTo("e\n");
    apart.close();
    OutputCollector merged = collector(false, true, Optional.empty());
    write(merged, 0, Message.Stream.ERR, "m\n");
    assertThat(out.toString()).isEqualTo("m\n");
    merged.close();
  }

  @Test
  void writesFilesAsWell(@TempDir Path folder) throws IOException {
    OutputCollector collector = collector(true, false, Optional.of(folder));
    write(collector, 1, "text\n");
    write(collector, 1, Message.Stream.ERR, "error\n");
    collector.close();
    assertThat(out.toString()).isEqualTo("[1] text\n");
    assertThat(Files.readString(folder.resolve("rank.1/stdout"))).isEqualTo("text\n");
    assertThat(Files.readString(folder.resolve("rank.1/stderr"))).isEqualTo("error\n");
  }

  @Test
  void tellsOnceThatNobodyReads() {
    OutputStream broken =
        new OutputStream() {
          @Override
          public void write(int b) throws IOException {
            throw new IOException("Broken pipe");
          }
        };
    OutputCollector collector =
        new OutputCollector(
            false, false, new OutputFiles(Optional.empty()), broken, err, lost::incrementAndGet);
    write(collector, 0, "a\n");
    write(collector, 0, "b\n");
    assertThat(lost).hasValue(1);
    collector.close();
  }
}
