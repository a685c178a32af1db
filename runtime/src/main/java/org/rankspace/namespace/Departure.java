package org.rankspace.namespace;

/**
 * What happens when the program ends the rank or the job from within. Called by any Python thread;
 * need not return, and where it does, that thread gets a {@code SystemExit}.
 */
public interface Departure {
  /** Nothing happens: there is no rank, or it has been decided already how it ends. */
  Departure NONE =
      new Departure() {
        @Override
        public void abort(int code) {}

        @Override
        public void leave(int code) {}
      };

  /** {@code abort(code)}: the whole job is to end at once. */
  void abort(int code);

  /**
   * The program has ended by an exception. Called before that is put into words, which can take a
   * moment.
   */
  default void failing() {}

  /** {@code os._exit(code)}: this rank is to end at once, without finalizing. */
  void leave(int code);
}
