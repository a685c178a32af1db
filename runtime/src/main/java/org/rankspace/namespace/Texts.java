package org.rankspace.namespace;

import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * The Python modules that {@code packages.py} serves: the files in the folders beside this class.
 */
public final class Texts {
  private final List<String> folders;

  Texts() {
    Path folder = home().resolve("python").resolve("mpi4py");
    folders = Files.isDirectory(folder) ? List.of(folder.toString()) : List.of();
  }

  /** The folder that holds the folder with our jar; another one for tests. */
  private static Path home() {
    try {
      Path code = Path.of(Texts.class.getProtectionDomain().getCodeSource().getLocation().toURI());
      return Path.of(
          System.getProperty("rankspace.python-home", code.getParent().getParent().toString()));
    } catch (URISyntaxException impossible) {
      throw new IllegalStateException(impossible);
    }
  }

  /**
   * The text of a module.
   *
   * @param module its path, as in {@code mpi4py/MPI}
   * @return null if we have no such module
   */
  public String text(String module) {
    return PythonSource.exists(module) ? PythonSource.text(module) : null;
  }

  /** Where the modules of a package are looked for that are not among the texts; may be none. */
  public List<String> folders() {
    return folders;
  }
}
