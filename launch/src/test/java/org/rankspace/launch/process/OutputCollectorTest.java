package org.rankspace.launch.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.rankspace.launch.Await.await;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.rankspace.job.Message;
import org.rankspace.launch.plan.OutputPattern;
import org.rankspace.launch.plan.OutputStyle;

@Timeout(20)
class OutputCollectorTest {
  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final ByteArrayOutputStream err = new ByteArrayOutputStream();
  private final AtomicInteger lost = new AtomicInteger();
  private final ByteArrayOutputStream terminal = new ByteArrayOutputStream();
  private final ProgressBlock progress = new ProgressBlock(terminal);

  private OutputCollector collector(boolean tagged, boolean merged) {
    return collector(new OutputStyle(tagged, merged, Optional.empty(), Optional.empty()), out);
  }

  private OutputCollector collector(OutputStyle style, OutputStream to) {
    return new OutputCollector(
        style, new OutputFiles(style), to, err, progress, lost::incrementAndGet);
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
    OutputCollector collector = collector(false, false);
    write(collector, 0, "one\ntw");
    write(collector, 1, "other\n");
    write(collector, 0, "o\n");
    assertThat(out.toString()).isEqualTo("one\nother\ntwo\n");
    collector.close();
  }

  @Test
  void takesTheProgressAwayWhileOthersWrite() {
    OutputStyle style = new OutputStyle(false, false, Optional.empty(), Optional.empty());
    OutputCollector collector = collector(style, terminal);
    progress.update(List.of("rank 0", "rank 1"));
    write(collector, 0, "line\n");
    String block = "\033[?7lrank 0\nrank 1\n\033[?7h";
    assertThat(terminal.toString()).isEqualTo(block + "\033[2A\r\033[J" + "line\n" + block);
    collector.close();
  }

  @Test
  void showsNoProgressBehindAPrompt() {
    OutputStyle style = new OutputStyle(false, false, Optional.empty(), Optional.empty());
    OutputCollector collector = collector(style, terminal);
    write(collector, 0, "name? ");
    await(() -> terminal.toString().equals("name? "));
    progress.update(List.of("rank 0"));
    assertThat(terminal.toString()).isEqualTo("name? ");
    write(collector, 0, "thanks\n");
    assertThat(terminal.toString()).contains("name? thanks\n").contains("rank 0");
    collector.close();
  }

  @Test
  void writesAPromptAfterAWhile() {
    OutputCollector collector = collector(false, false);
    write(collector, 0, "name? ");
    await(() -> out.toString().equals("name? "));
    write(collector, 0, "thanks\n");
    assertThat(out.toString()).isEqualTo("name? thanks\n");
    collector.close();
  }

  @Test
  void startsANewLineForAnotherRankAfterAPrompt() {
    OutputCollector collector = collector(true, false);
    write(collector, 0, "name? ");
    await(() -> out.toString().equals("[0] name? "));
    write(collector, 1, "a\nb\n");
    assertThat(out.toString()).isEqualTo("[0] name? \n[1] a\n[1] b\n");
    collector.close();
  }

  @Test
  void writesWhatIsLeftAtTheEnd() {
    OutputCollector collector = collector(true, false);
    write(collector, 3, "no line end");
    collector.close();
    assertThat(out.toString()).isEqualTo("[3] no line end");
  }

  @Test
  void keepsStandardErrorApartUnlessMerged() {
    OutputCollector apart = collector(false, false);
    write(apart, 0, Message.Stream.ERR, "e\n");
    assertThat(err.toString()).isEqualTo("e\n");
    apart.close();
    OutputCollector merged = collector(false, true);
    write(merged, 0, Message.Stream.ERR, "m\n");
    assertThat(out.toString()).isEqualTo("m\n");
    merged.close();
  }

  @Test
  void writesFilesAsWell(@TempDir Path folder) throws IOException {
    OutputCollector collector =
        collector(
            new OutputStyle(
                true,
                false,
                pattern(folder, "%r/stdout", true),
                pattern(folder, "%r/stderr", true)),
            out);
    write(collector, 1, "text\n");
    write(collector, 1, Message.Stream.ERR, "error\n");
    collector.close();
    assertThat(out.toString()).isEqualTo("[1] text\n");
    assertThat(err.toString()).isEqualTo("[1] error\n");
    assertThat(Files.readString(folder.resolve("1/stdout"))).isEqualTo("text\n");
    assertThat(Files.readString(folder.resolve("1/stderr"))).isEqualTo("error\n");
  }

  @Test
  void writesBothStreamsOfARankToOneFile(@TempDir Path folder) throws IOException {
    Optional<OutputPattern> both = pattern(folder, "out.%r", true);
    OutputStyle style = new OutputStyle(false, false, both, both);
    try (OutputFiles files = new OutputFiles(style)) {
      files.prepare(2);
    }
    OutputCollector collector = collector(style, out);
    write(collector, 1, "text\n");
    write(collector, 1, Message.Stream.ERR, "error\n");
    write(collector, 1, "more\n");
    collector.close();
    assertThat(Files.readString(folder.resolve("out.1"))).isEqualTo("text\nerror\nmore\n");
    assertThat(folder.resolve("out.0")).isEmptyFile();
  }

  @Test
  void writesToFilesOnlyWhereAsked(@TempDir Path folder) throws IOException {
    OutputStyle style =
        new OutputStyle(false, false, pattern(folder, "o.%r", false), Optional.empty());
    OutputCollector collector = collector(style, out);
    write(collector, 0, "text\nno line end");
    write(collector, 0, Message.Stream.ERR, "error\n");
    collector.close();
    assertThat(out.toString()).isEmpty();
    assertThat(err.toString()).isEqualTo("error\n");
    assertThat(Files.readString(folder.resolve("o.0"))).isEqualTo("text\nno line end");
  }

  private static Optional<OutputPattern> pattern(Path folder, String name, boolean printed) {
    return Optional.of(new OutputPattern(folder, name, printed));
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
    OutputStyle plain = new OutputStyle(false, false, Optional.empty(), Optional.empty());
    OutputCollector collector = collector(plain, broken);
    write(collector, 0, "a\n");
    write(collector, 0, "b\n");
    assertThat(lost).hasValue(1);
    collector.close();
  }
}
