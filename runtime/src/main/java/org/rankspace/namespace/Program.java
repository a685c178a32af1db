package org.rankspace.namespace;

import java.nio.file.Path;

/** What a namespace can run as its {@code __main__}, as the {@code python} command can. */
public sealed interface Program {
  /** {@code python FILE}: the file's folder becomes {@code sys.path[0]}. */
  record Script(Path file) implements Program {}

  /** {@code python -m NAME}. */
  record Module(String name) implements Program {}

  /** {@code python -c CODE}. */
  record Command(String code) implements Program {}
}
