package org.rankspace.launch.link;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.rankspace.error.ErrorClass;
import org.rankspace.error.RankspaceException;

/**
 * The folder in which a user's clusters leave word how to reach them, which is for that user only.
 */
public final class ConnectionFile {
  /** Names another folder than the usual one. */
  public static final String FOLDER = "RANKSPACE_CLUSTERS";

  private static final Set<PosixFilePermission> FOLDER_MODE =
      PosixFilePermissions.fromString("rwx------");
  private static final Set<PosixFilePermission> FILE_MODE =
      PosixFilePermissions.fromString("rw-------");

  private final Path folder;

  /** The folder that {@code environment} names, or the usual one. */
  public ConnectionFile(Map<String, String> environment) {
    String named = environment.getOrDefault(FOLDER, "");
    folder =
        named.isEmpty()
            ? Path.of(System.getProperty("user.home"), ".rankspace", "clusters")
            : Path.of(named).toAbsolutePath();
  }

  /** Where the log of a cluster is. */
  public Path log(String name) {
    return file(name).resolveSibling(name + ".log");
  }

  /** The clusters that have left word, which may have ended since without taking it back. */
  public List<String> names() {
    if (!Files.isDirectory(folder)) {
      return List.of();
    }
    try (Stream<Path> files = Files.list(folder)) {
      return files
          .map(file -> file.getFileName().toString())
          .filter(name -> !name.endsWith(".log") && !name.endsWith(".new"))
          .sorted()
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Makes the folder, or checks that it is ours alone. */
  public void prepare() {
    try {
      Files.createDirectories(folder.getParent());
      if (!Files.exists(folder)) {
        Files.createDirectory(folder, PosixFilePermissions.asFileAttribute(FOLDER_MODE));
      }
      check(folder, FOLDER_MODE);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Leaves word; replaces what was there under that name. */
  public void write(Endpoint endpoint) {
    prepare();
    Path file = file(endpoint.name());
    Path fresh = folder.resolve(endpoint.name() + ".new");
    try {
      Files.deleteIfExists(fresh);
      Files.createFile(fresh, PosixFilePermissions.asFileAttribute(FILE_MODE));
      Files.write(fresh, endpoint.lines());
      Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * Reads how to reach a cluster.
   *
   * @throws RankspaceException when there is no such cluster, or others could have written it
   */
  public Endpoint read(String name) {
    Path file = file(name);
    if (!Files.exists(file)) {
      throw new RankspaceException(
          ErrorClass.ARG,
          "there is no cluster of this name: name=" + name + "; see rankspace list");
    }
    try {
      check(folder, FOLDER_MODE);
      check(file, FILE_MODE);
      Map<String, String> values = new TreeMap<>();
      for (String line : Files.readAllLines(file)) {
        int sign = line.indexOf('=');
        values.put(line.substring(0, Math.max(sign, 0)), line.substring(sign + 1));
      }
      return Endpoint.of(values, file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Takes the word back. */
  public void remove(String name) {
    try {
      Files.deleteIfExists(file(name));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private Path file(String name) {
    if (!name.matches("[A-Za-z0-9][A-Za-z0-9_-]*")) {
      throw new RankspaceException(
          ErrorClass.ARG,
          "not a name for a cluster: name=" + name + "; use letters, digits, - and _");
    }
    return folder.resolve(name);
  }

  private static void check(Path path, Set<PosixFilePermission> mode) throws IOException {
    Set<PosixFilePermission> found = Files.getPosixFilePermissions(path, LinkOption.NOFOLLOW_LINKS);
    String owner = Files.getOwner(path, LinkOption.NOFOLLOW_LINKS).getName();
    if (!mode.containsAll(found) || !owner.equals(System.getProperty("user.name"))) {
      throw new RankspaceException(
          ErrorClass.OTHER,
          "others have access to what only its owner may: path="
              + path
              + ", owner="
              + owner
              + ", mode="
              + PosixFilePermissions.toString(found)
              + "; make it yours alone, or set "
              + FOLDER);
    }
  }
}
