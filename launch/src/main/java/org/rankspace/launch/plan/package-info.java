/**
 * What the user asked for: the command line becomes an immutable {@link
 * org.rankspace.launch.plan.Plan}, or one line that says why not. Enter at {@link
 * org.rankspace.launch.plan.CommandLineReader}.
 *
 * <p>Lowest layer of the launcher: uses {@code error} only (and picocli, which does not leave this
 * package). Looks at files but changes nothing; no threads.
 */
package org.rankspace.launch.plan;
