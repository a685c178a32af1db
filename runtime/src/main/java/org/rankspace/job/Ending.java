package org.rankspace.job;

/** How a rank's program ended, when it did not end well. */
public enum Ending {
  /** An exception that nobody caught. */
  RAISED,
  /** {@code sys.exit} with a status that is not 0, or with a text. */
  EXITED,
  /** {@code os._exit}, with any status: it leaves without finalizing. */
  LEFT,
  /** {@code abort}: the whole job is to end. */
  ABORTED,
  /** The JVM's heap was exhausted. */
  OUT_OF_MEMORY,
  /** The rank could not start or go on, through no fault of the program. */
  BROKEN
}
