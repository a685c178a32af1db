/**
 * How idle rank processes wait for their next job, and how a launcher takes one over: the folder of
 * their sockets ({@link org.rankspace.pool.PoolFolder}), the idle process's end ({@link
 * org.rankspace.pool.Berth}) and what is handed over ({@link org.rankspace.pool.Handover}).
 *
 * <p>Layer 1: uses {@code error}, {@code libc} and {@code job}. Has no threads of its own.
 */
package org.rankspace.pool;
