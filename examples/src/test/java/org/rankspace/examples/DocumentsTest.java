package org.rankspace.examples;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What can be said of the documents without running anything. */
@Timeout(10)
class DocumentsTest {
  private static final Pattern LINK = Pattern.compile("]\\((?!https?:)([^)#]+)[^)]*\\)");

  static Stream<Path> documents() throws IOException {
    try (Stream<Path> top = Files.list(Rankrun.REPOSITORY);
        Stream<Path> docs = Files.list(Rankrun.REPOSITORY.resolve("docs"))) {
      List<Path> all = Stream.concat(top, docs).toList();
      return all.stream().filter(file -> file.toString().endsWith(".md")).sorted();
    }
  }

  @ParameterizedTest
  @MethodSource("documents")
  void everyLinkLeadsToAFile(Path document) throws IOException {
    List<String> targets =
        LINK.matcher(Files.readString(document)).results().map(link -> link.group(1)).toList();
    assertThat(targets).allSatisfy(target -> assertThat(document.resolveSibling(target)).exists());
  }

  @Test
  void theReadmeShowsAProgramWithItsCommandAndOutput() throws IOException {
    Readme readme = Readme.read();
    assertThat(readme.command()).isEqualTo("launch/rankrun -np 4 " + readme.name());
    assertThat(readme.code().lines().count()).isLessThanOrEqualTo(16);
    assertThat(readme.output()).isNotEmpty();
  }
}
