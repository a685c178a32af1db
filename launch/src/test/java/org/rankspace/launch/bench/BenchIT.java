package org.rankspace.launch.bench;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The command itself, with real ranks. */
@Timeout(150)
class BenchIT {
  @TempDir Path scratch;

  @Test
  void measuresOneCaseAndWritesThePage() throws Exception {
    ProcessBuilder builder =
        new ProcessBuilder(
                Path.of("rankspace").toAbsolutePath().toString(),
                "bench",
                "--quick",
                "--cases=barrier",
                "--html=page.html",
                "--json=rounds.json")
            .directory(scratch.toFile())
            .redirectInput(new File("/dev/null"))
            .redirectErrorStream(true)
            .redirectOutput(scratch.resolve("out").toFile());
    builder.environment().put("RANKSPACE_PREPARE", "no"); // the build is what runs this test
    Process process = builder.start();
    try {
      assertThat(process.waitFor(120, TimeUnit.SECONDS)).as("it ends in time").isTrue();
    } finally {
      process.descendants().forEach(ProcessHandle::destroyForcibly);
      process.destroyForcibly();
    }
    String printed = Files.readString(scratch.resolve("out"));
    assertThat(process.exitValue()).as(printed).isZero();
    assertThat(printed).contains("barrier, object, none, 2 ranks").contains("written: page.html");
    JsonNode rounds = new ObjectMapper().readTree(scratch.resolve("rounds.json").toFile());
    assertThat(rounds.at("/cases/0/sides/rankspace/us/median").asDouble()).isPositive();
    assertThat(Files.readString(scratch.resolve("page.html"))).contains("barrier, object");
  }
}
