package org.rankspace.namespace;

import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * The Python modules of this package: the files beside this class, and in the folders beside it.
 */
public final class Texts {
  private final List<String> folders;
  private final Path translations;

  Texts() {
    translations = home().resolve("code");
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
   * The command that runs our Python alone; empty where there is none, as in somebody's own JVM.
   */
  String executable() {
    Path python = home().resolve("bin").resolve("python3");
    return Files.isExecutable(python) ? python.toString() : "";
  }

  /** Whether we have a module; its path is as in {@code mpi4py/MPI}. */
  public boolean exists(String module) {
    return PythonSource.exists(module);
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

  /**
   * The file with the code object that the build has made of a module's text, written by {@code
   * marshal}; that is read twice as fast as the text is compiled. Those that every namespace loads
   * are in one file, {@code modules}: a dict of such code objects as bytes.
   *
   * @return null if there is none
   */
  public String translated(String module) {
    Path file = translations.resolve(module + ".code");
    return Files.exists(file) ? file.toString() : null;
  }

  /** Where the modules of a package are looked for that are not among the texts; may be none. */
  public List<String> folders() {
    return folders;
  }
}
