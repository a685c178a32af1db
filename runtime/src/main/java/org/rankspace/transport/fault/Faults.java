package org.rankspace.transport.fault;

import java.util.Random;

/**
 * What goes wrong, decided anew for every frame; {@link FaultTransport} asks it in the thread that
 * offers or polls.
 */
public interface Faults {
  /** Whether an offer to {@code dest} finds no room now. Must become false again. */
  boolean refuses(int dest);

  /** How many polls a frame from {@code source} that has just arrived is held back. */
  int heldBackPolls(int source);

  /**
   * Which of the {@code waiting} sources that have a frame due gives the next one: 0 to {@code
   * waiting - 1}.
   */
  int nextSource(int waiting);

  /** Nothing goes wrong. */
  static Faults none() {
    return new Faults() {
      @Override
      public boolean refuses(int dest) {
        return false;
      }

      @Override
      public int heldBackPolls(int source) {
        return 0;
      }

      @Override
      public int nextSource(int waiting) {
        return 0;
      }
    };
  }

  /**
   * Everything goes wrong now and then, the same way for the same seed as long as the program does
   * the same.
   *
   * @param rate from 0, never, to 1, nearly always
   */
  static Faults random(long seed, double rate) {
    Random random = new Random(seed);
    return new Faults() {
      @Override
      public boolean refuses(int dest) {
        return random.nextDouble() < rate * MOSTLY;
      }

      @Override
      public int heldBackPolls(int source) {
        return random.nextDouble() < rate ? 1 + random.nextInt(MAX_HELD_BACK_POLLS) : 0;
      }

      @Override
      public int nextSource(int waiting) {
        return random.nextDouble() < rate ? random.nextInt(waiting) : 0;
      }
    };
  }

  /** The most polls that {@link #random} holds a frame back. */
  int MAX_HELD_BACK_POLLS = 20;

  /** So that even at rate 1 some offers are taken. */
  double MOSTLY = 0.9;
}
