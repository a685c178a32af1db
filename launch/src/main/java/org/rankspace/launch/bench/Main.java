package org.rankspace.launch.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.rankspace.error.ExitCode;
import org.rankspace.error.RankspaceException;
import org.rankspace.job.Protocol;
import org.rankspace.launch.bench.report.JsonReport;
import org.rankspace.launch.bench.report.Judgement;
import org.rankspace.launch.bench.report.Page;
import org.rankspace.launch.bench.report.Report;
import org.rankspace.launch.bench.report.TextReport;

/** {@code rankspace bench}. The only place of the bench that ends the JVM. */
public final class Main {
  /** The command that starts our ranks. */
  private static final String RANKRUN = "rankspace.rankrun";

  private Main() {}

  /**
   * @param arguments the words after {@code rankspace bench}
   */
  public static void main(String[] arguments) {
    int code;
    try {
      Optional<Settings> settings = CommandLineReader.read(List.of(arguments));
      if (settings.isEmpty()) {
        System.out.print(CommandLineReader.help());
        code = ExitCode.OK;
      } else {
        code = run(settings.get());
      }
    } catch (CommandLineReader.Refusal e) {
      System.err.println("rankspace bench: " + e.getMessage());
      code = ExitCode.USAGE;
    } catch (RankspaceException | IOException e) {
      System.err.println("rankspace bench: " + e.getMessage());
      code = ExitCode.FAILURE;
    } catch (InterruptedException e) {
      code = ExitCode.INTERRUPTED;
    }
    System.exit(code);
  }

  private static int run(Settings settings) throws IOException, InterruptedException {
    checkThatItCanBeWritten(settings.html());
    checkThatItCanBeWritten(settings.json());
    Report report;
    try (Bench bench = new Bench(settings, System.out, System.err)) {
      // Ctrl-C and SIGTERM end the JVM, and so the jobs.
      Runtime.getRuntime().addShutdownHook(new Thread(bench::close));
      report = bench.run(Path.of(System.getProperty(RANKRUN, "rankrun")), Protocol.version());
    }
    String judgement = TextReport.judgement(Judgement.all(report.measured()));
    if (!judgement.isEmpty()) {
      System.out.print("\nWhat is required, and what was reached\n" + judgement);
    }
    write(settings.json(), () -> JsonReport.of(report, true));
    write(settings.html(), () -> Page.of(report));
    return report.failures().isEmpty() ? ExitCode.OK : ExitCode.FAILURE;
  }

  /** Before minutes are spent on what goes there. */
  private static void checkThatItCanBeWritten(Optional<Path> file) throws IOException {
    if (file.isPresent()) {
      Path folder = file.get().toAbsolutePath().getParent();
      if (!Files.isDirectory(folder) || !Files.isWritable(folder)) {
        throw new IOException("the folder cannot be written: file=" + file.get());
      }
    }
  }

  private static void write(Optional<Path> file, Supplier<String> text) throws IOException {
    if (file.isPresent()) {
      Files.writeString(file.get(), text.get());
      System.out.println("written: " + file.get());
    }
  }
}
