/**
 * {@code rankspace bench}: measures messages here and, beside them, those of others. Enter at
 * {@link org.rankspace.launch.bench.Main}; docs/benchmarks.md says what is measured and how.
 *
 * <p>Above {@code measure}, {@code peer} and {@code report}; apart from {@code process}: it starts
 * ranks by the command that users have. One thread asks; a shutdown hook ends the jobs.
 */
package org.rankspace.launch.bench;
