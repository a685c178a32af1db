/**
 * The program that measures MPJ Express's niodev, in two JVMs of its own: the counterpart of
 * examples/bench/messages.py. Enter at {@link org.rankspace.launch.bench.mpj.Main}.
 *
 * <p>Stands alone: uses MPJ Express and nothing of ours.
 */
package org.rankspace.launch.bench.mpj;
