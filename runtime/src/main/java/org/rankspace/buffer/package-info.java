/**
 * Memory that is sent and received as it is: stretches of byte arrays, the elements in them, and
 * how elements are combined.
 *
 * <p>Layer 1: uses {@code error} only. No I/O, no threads.
 */
package org.rankspace.buffer;
