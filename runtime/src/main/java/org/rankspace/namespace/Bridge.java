package org.rankspace.namespace;

import java.util.List;
import org.graalvm.polyglot.Value;
import org.rankspace.comm.CollectiveMismatchException;
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

  /** A result of {@code comm}: an object of Python's, a list of such, or null for None. */
  Object toPython(Object result) {
    if (result == null) {
      return objects.none();
    }
    if (result instanceof List<?> list) {
      @SuppressWarnings("unchecked") // comm returns lists of what it was given
      List<Object> elements = (List<Object>) list;
      return objects.list(elements);
    }
    return objects.toPython(result);
  }

  /** Raises the fault as a Python exception; never returns normally. */
  RuntimeException raise(RankspaceException fault) {
    boolean mismatch = fault instanceof CollectiveMismatchException;
    raiser.executeVoid(
        mismatch ? "collective mismatch" : fault.errorClass().mpiName(), fault.getMessage());
    return fault;
  }
}
