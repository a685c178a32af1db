/**
 * Python-shaped values as bytes and back: the format ({@link org.rankspace.codec.Format}), the
 * buffers it is written to, and a codec for plain Java values. The codec for Python's own objects
 * writes the same format; it lives where the Python objects are, in {@code namespace}.
 *
 * <p>Layer 1: uses {@code error} and {@code wire}. Knows no rank and no socket. Kryo's {@code
 * Output} and {@code Input} do the writing; no class name from the wire is ever resolved in Java.
 */
package org.rankspace.codec;
