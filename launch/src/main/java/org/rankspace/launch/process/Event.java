package org.rankspace.launch.process;

import org.rankspace.job.Connection;
import org.rankspace.job.Message;

/** Something happened that the {@link Supervisor} must know. */
sealed interface Event {
  /** A rank has connected and proved that it belongs to the job. */
  record Joined(int rank, Connection connection) implements Event {}

  /** A rank says something. */
  record Said(int rank, Message message) implements Event {}

  /**
   * A process is gone, and everything its ranks said has been heard.
   *
   * @param code as a shell would give it: 128 + s after signal s
   */
  record Exited(Child child, int code) implements Event {}

  /** The launcher got a signal. */
  record Signalled(Signal signal) implements Event {}

  /** Nobody reads the launcher's output any more. */
  record OutputLost() implements Event {}
}
