package org.rankspace.launch.plan;

import java.nio.file.Path;
import java.util.Optional;

/**
 * What becomes of the ranks' output.
 *
 * @param tagged each line starts with {@code [rank] }
 * @param directory also written to {@code rank.N/stdout} and {@code rank.N/stderr} there
 * @param merged standard error goes where standard output goes
 */
public record OutputStyle(boolean tagged, Optional<Path> directory, boolean merged) {}
