package org.rankspace.launch.bench;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.rankspace.launch.bench.measure.Side;

/**
 * What a user wants measured.
 *
 * @param ranks numbers of ranks, each a job of its own
 * @param names which of the catalogue's names
 * @param sizes lengths in bytes; empty for those that fit each name
 * @param against the sides to compare with
 * @param seconds how long each case is measured at each side
 */
record Settings(
    List<Integer> ranks,
    Set<String> names,
    List<Long> sizes,
    List<Side> against,
    double seconds,
    boolean quick,
    Optional<Path> html,
    Optional<Path> json) {}
