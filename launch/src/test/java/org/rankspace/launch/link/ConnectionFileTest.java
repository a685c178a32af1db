package org.rankspace.launch.link;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(20)
class ConnectionFileTest {
  private static final Endpoint ENDPOINT = new Endpoint("mine", 17, 4711, "ab".repeat(32), 4);

  @TempDir Path parent;
  private Path folder;
  private ConnectionFile files;

  @BeforeEach
  void open() {
    folder = parent.resolve("clusters");
    files = new ConnectionFile(Map.of(ConnectionFile.FOLDER, folder.toString()));
  }

  private static String mode(Path path) throws IOException {
    return PosixFilePermissions.toString(Files.getPosixFilePermissions(path));
  }

  @Test
  void givesBackWhatItWasGivenAndTakesItBack() {
    files.write(ENDPOINT);
    assertThat(files.read("mine")).isEqualTo(ENDPOINT);
    assertThat(files.names()).containsExactly("mine");
    files.remove("mine");
    assertThat(files.names()).isEmpty();
  }

  @Test
  void isForItsOwnerOnly() throws IOException {
    files.write(ENDPOINT);
    assertThat(mode(folder)).isEqualTo("rwx------");
    assertThat(mode(folder.resolve("mine"))).isEqualTo("rw-------");
  }

  @Test
  void isNotUsedWhereOthersHaveAccess() throws IOException {
    files.write(ENDPOINT);
    Files.setPosixFilePermissions(
        folder.resolve("mine"), PosixFilePermissions.fromString("rw-r-----"));
    assertThatThrownBy(() -> files.read("mine"))
        .hasMessageStartingWith("others have access to what only its owner may: path=");
    Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxr-xr-x"));
    assertThatThrownBy(() -> files.write(ENDPOINT)).hasMessageContaining("mode=rwxr-xr-x");
  }

  @Test
  void refusesANameThatLeadsElsewhere() {
    assertThatThrownBy(() -> files.read("../mine"))
        .hasMessage("not a name for a cluster: name=../mine; use letters, digits, - and _");
  }

  @Test
  void saysWhereToLookWhenThereIsNoSuchCluster() {
    assertThatThrownBy(() -> files.read("yours"))
        .hasMessage("there is no cluster of this name: name=yours; see rankspace list");
  }

  @Test
  void showsNoSecret() {
    assertThat(ENDPOINT.toString()).doesNotContain("abab");
  }
}
