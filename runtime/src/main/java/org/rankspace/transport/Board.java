package org.rankspace.transport;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.VarHandle;
import java.util.function.IntConsumer;

/**
 * Words of 8 bytes that all ranks of a job read and write, zero at first and ordered like volatile
 * variables. Any thread, also after the transport has been closed.
 */
public final class Board {
  /** Bytes of a board. */
  public static final int BYTES = 32 << 10;

  /** Words of a board. */
  public static final int WORDS = BYTES / Long.BYTES;

  /** Words that lie in one line of the caches. */
  public static final int WORDS_OF_A_LINE = 64 / Long.BYTES;

  private static final VarHandle WORD = ValueLayout.JAVA_LONG.varHandle();

  private final MemorySegment memory;
  private final IntConsumer bells;

  /**
   * @param memory {@link #BYTES}, aligned to a line of the caches, for as long as this is reachable
   * @param bells ends the {@link Transport#await} of a rank; does nothing once closed
   */
  public Board(MemorySegment memory, IntConsumer bells) {
    this.memory = memory;
    this.bells = bells;
  }

  private static long offset(int word) {
    return (long) word * Long.BYTES;
  }

  public long get(int word) {
    return (long) WORD.getVolatile(memory, offset(word));
  }

  public void set(int word, long value) {
    WORD.setVolatile(memory, offset(word), value);
  }

  /** Sets a word that is zero; false if it was not. */
  public boolean claim(int word, long value) {
    return WORD.compareAndSet(memory, offset(word), 0L, value);
  }

  /**
   * Ends the present {@link Transport#await} of another rank, if it is in one: what it waits for
   * may show on the board, where it was set before.
   */
  public void ring(int rank) {
    bells.accept(rank);
  }
}
