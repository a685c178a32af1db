/**
 * One Python namespace: code is executed in it, objects are put into it and got from it, a program
 * is run as its {@code __main__}; the verbs of message passing are built into it. Enter at {@link
 * org.rankspace.namespace.Interpreter}.
 *
 * <p>Layer 5: uses {@code comm} and what is below. Owns the GraalPy context; nothing of the
 * polyglot API leaves this package. A namespace is used by one thread at a time, except {@link
 * org.rankspace.namespace.Namespace#interrupt} and {@link org.rankspace.namespace.Namespace#close}.
 */
package org.rankspace.namespace;
