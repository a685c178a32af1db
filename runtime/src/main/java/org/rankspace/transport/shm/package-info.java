/**
 * Moves frames between processes of one host through shared memory. Enter at {@link
 * org.rankspace.transport.shm.ShmTransport#open}.
 *
 * <p>Every rank makes one inbox file in {@code /dev/shm}, with {@code transport.ring} lanes from
 * every other rank and a word to sleep on, private to the user and gone from the file system as
 * soon as all ranks have mapped it: there is nothing to clean up after a crash. Its blocks are
 * allocated before anybody maps it, so a full {@code /dev/shm} is an error at start-up and never a
 * SIGBUS.
 *
 * <p>A waiting rank sleeps in the kernel (futex) and uses no CPU; a sender pays for the system call
 * only when the receiver has said that it sleeps. Where the futex cannot be called the sleeper
 * looks every millisecond instead.
 *
 * <p>No threads of its own. Uses {@code transport.ring}, {@code job} and {@code error}.
 */
package org.rankspace.transport.shm;
