/**
 * Python's own objects, seen from Java. {@link org.rankspace.namespace.guest.Objects} is the seam
 * with two implementations that write the same bytes: {@code GraalObjects} works on GraalPy's
 * internal classes, 5 to 30 times faster than CPython's pickle, and is used when the GraalPy
 * version is the one it was written for; {@code PortableObjects} uses the public polyglot API only.
 *
 * <p>Part of layer 5; the only place that knows classes of {@code com.oracle.graal.python}. All
 * calls come from a thread that has entered the context.
 */
package org.rankspace.namespace.guest;
