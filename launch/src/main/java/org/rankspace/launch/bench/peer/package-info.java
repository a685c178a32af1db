/**
 * The jobs that are measured: who is installed, how each is started, what it is told and answers.
 * Enter at {@link org.rankspace.launch.bench.peer.Entrants} and {@link
 * org.rankspace.launch.bench.peer.Contestant}.
 *
 * <p>Above {@code measure}. Each job has two daemon threads that read what it prints.
 */
package org.rankspace.launch.bench.peer;
