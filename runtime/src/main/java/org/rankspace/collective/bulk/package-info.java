/**
 * The algorithms of collective communication on memory: in place where the bytes already lie where
 * they belong, and in pieces where that is faster. {@link org.rankspace.collective.bulk.Routes} is
 * the table that says which algorithm is used when. What moves no faster in pieces uses the
 * algorithms of {@code collective}.
 *
 * <p>Part of layer 2: uses {@code buffer} and {@code error}. An algorithm runs in the thread that
 * calls it and keeps no state between calls.
 */
package org.rankspace.collective.bulk;
