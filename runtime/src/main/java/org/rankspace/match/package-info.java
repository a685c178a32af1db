/**
 * Which message goes to which receive: the posted and the unexpected queue of MPI (MPI 4.1, section
 * 3.5). Pure bookkeeping: no I/O, no clock, no lock; {@code engine} calls it with its own lock
 * held.
 *
 * <p>Layer 2: uses {@code error} and {@code wire}.
 */
package org.rankspace.match;
