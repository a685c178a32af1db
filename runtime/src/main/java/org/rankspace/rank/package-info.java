/**
 * The {@code main} of a process that hosts ranks: one rank, or all ranks of a job as threads.
 * Connects to the launcher, opens namespace and transport, runs the program, reports its end.
 *
 * <p>Layer 6: uses everything below, and is the only place in the runtime that ends the JVM. A
 * process's life hangs on its control channel: when the launcher is gone, it halts at once. Each
 * rank runs in a thread of its own, named {@code rank-N}.
 */
package org.rankspace.rank;
