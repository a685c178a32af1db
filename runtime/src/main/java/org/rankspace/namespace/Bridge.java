package org.rankspace.namespace;

import org.graalvm.polyglot.Value;
import org.rankspace.comm.CollectiveMismatchException;
import org.rankspace.comm.Status;
import org.rankspace.error.RankspaceException;
import org.rankspace.namespace.guest.Objects;

/**
 * What every host object of a namespace needs to talk to its Python side.
 *
 * @param raiser {@code _raise(error_class, message)} of {@code errors.py}
 */
record Bridge(Objects objects, Value raiser, Departure departure) {
  /** The same, with another function that raises faults. */
  Bridge raising(Value otherRaiser) {
    return new Bridge(objects, otherRaiser, departure);
  }

  /** The status that Python has handed over; null for None. */
  Status status(Object argument) {
    return (Status) objects.javaObject(argument);
  }

  /** Raises the fault as a Python exception; never returns normally. */
  RuntimeException raise(RankspaceException fault) {
    boolean mismatch = fault instanceof CollectiveMismatchException;
    raiser.executeVoid(
        mismatch ? "collective mismatch" : fault.errorClass().mpiName(), fault.getMessage());
    return fault;
  }
}
