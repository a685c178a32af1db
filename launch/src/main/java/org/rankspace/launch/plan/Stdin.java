package org.rankspace.launch.plan;

/** Who reads the launcher's standard input; the others find theirs empty. */
public sealed interface Stdin {
  /** One rank. */
  record To(int rank) implements Stdin {}

  /** Every rank gets a copy. */
  record ToAll() implements Stdin {}

  /** Nobody. */
  record ToNone() implements Stdin {}
}
