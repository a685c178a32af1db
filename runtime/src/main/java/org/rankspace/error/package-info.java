/**
 * What can go wrong, and what a process answers then: one unchecked root, the error classes of the
 * MPI standard, and the table of exit codes that launcher and ranks share.
 *
 * <p>Layer 0: uses nothing of ours. Values only; no threads.
 */
package org.rankspace.error;
