package org.rankspace.launch.plan;

import java.nio.file.Path;
import java.util.Optional;

/**
 * Whether each rank keeps to a core of its own.
 *
 * @param taskset the program that sees to it; empty where ranks go where the system puts them
 * @param reported whether the user is told
 */
public record Binding(Optional<Path> taskset, boolean reported) {}
