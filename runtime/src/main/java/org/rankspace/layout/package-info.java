/**
 * Where the elements of MPI's derived datatypes lie in memory (MPI 4.1, chapter 5), and how they
 * get from there into one piece and back, natively or as external32.
 *
 * <p>Enter at {@link org.rankspace.layout.Layout}. Layer 1: uses {@code error} only. No I/O, no
 * threads.
 */
package org.rankspace.layout;
