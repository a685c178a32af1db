package org.rankspace.namespace.guest;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;

/** Fields of others that their classes do not show. */
final class Internals {
  private Internals() {}

  static VarHandle field(String owner, String name, Class<?> type) {
    try {
      return field(Class.forName(owner), name, type);
    } catch (ClassNotFoundException fault) {
      throw new ExceptionInInitializerError(fault);
    }
  }

  static VarHandle field(Class<?> owner, String name, Class<?> type) {
    try {
      return MethodHandles.privateLookupIn(owner, MethodHandles.lookup())
          .findVarHandle(owner, name, type);
    } catch (ReflectiveOperationException fault) {
      throw new ExceptionInInitializerError(fault);
    }
  }
}
