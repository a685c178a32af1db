package org.rankspace.namespace;

import java.util.List;

/**
 * The Python modules that {@code packages.py} serves: the files in the folders beside this class.
 */
public final class Texts {
  Texts() {}

  /**
   * The text of a module.
   *
   * @param module its path, as in {@code mpi4py/MPI}
   * @return null if we have no such module
   */
  public String text(String module) {
    return PythonSource.exists(module) ? PythonSource.text(module) : null;
  }

  /** Where the modules of a package are looked for that are not among the texts. */
  public List<String> folders() {
    return List.of();
  }
}
