package org.rankspace.namespace;

import java.util.function.Supplier;
import org.graalvm.polyglot.PolyglotException;
import org.graalvm.polyglot.Value;

/**
 * What a signal handler raises. Where the signal comes while the polyglot API itself is at work,
 * that lets the interpreter's own exception out, which Python would take for a Java exception and
 * could not catch.
 */
final class GuestException {
  private GuestException() {}

  /** The result of a call of Python; Python can catch what it raises. */
  static <T> T catchable(Supplier<T> call) {
    try {
      return call.get();
    } catch (RuntimeException raised) {
      throw catchable(raised);
    }
  }

  /** The exception that Python can catch, if this one is Python's; otherwise this one. */
  static RuntimeException catchable(RuntimeException raised) {
    if (raised instanceof PolyglotException) {
      return raised;
    }
    try {
      Value guest = Value.asValue(raised);
      return guest.isHostObject() ? raised : guest.throwException();
    } catch (PolyglotException exception) {
      return exception;
    }
  }
}
