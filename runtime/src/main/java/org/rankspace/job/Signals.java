package org.rankspace.job;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.List;

/**
 * The signals of this process. Java's only word for them is {@code sun.misc.Signal}, whose use the
 * compiler always warns of; hence by reflection.
 */
public final class Signals {
  private static final List<String> HANDLED =
      List.of(
          "HUP", "USR1", "USR2", "ALRM", "VTALRM", "PROF", "PIPE", "CHLD", "CONT", "TSTP", "TTIN",
          "TTOU", "URG", "XCPU", "XFSZ", "WINCH", "IO", "PWR", "SYS", "STKFLT", "TRAP", "ABRT");

  private Signals() {}

  /**
   * From now on runs {@code action}, in a thread of its own, when the signal comes. Does nothing
   * where the JVM keeps the signal to itself.
   *
   * @param name without SIG, as {@code INT}
   */
  public static void handle(String name, Runnable action) {
    try {
      Class<?> signal = Class.forName("sun.misc.Signal");
      Class<?> handler = Class.forName("sun.misc.SignalHandler");
      Object answer =
          Proxy.newProxyInstance(
              handler.getClassLoader(),
              new Class<?>[] {handler},
              (proxy, method, arguments) -> answer(action, proxy, method, arguments));
      signal
          .getMethod("handle", signal, handler)
          .invoke(null, signal.getConstructor(String.class).newInstance(name), answer);
    } catch (InvocationTargetException e) {
      // the JVM's, or unknown to this system: it stays as it is
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException("this JVM has no sun.misc.Signal", e);
    }
  }

  /**
   * What happens now on the signals that a program may want to handle, INT and TERM excepted.
   *
   * @return makes it so again
   */
  public static Runnable remember() {
    List<Runnable> restoring = new ArrayList<>();
    try {
      Class<?> signal = Class.forName("sun.misc.Signal");
      Class<?> handler = Class.forName("sun.misc.SignalHandler");
      Method handle = signal.getMethod("handle", signal, handler);
      Object usual = handler.getField("SIG_DFL").get(null);
      for (String name : HANDLED) {
        try {
          Object subject = signal.getConstructor(String.class).newInstance(name);
          Object before = handle.invoke(null, subject, usual);
          handle.invoke(null, subject, before);
          restoring.add(() -> restore(handle, subject, before));
        } catch (InvocationTargetException e) {
          // not to be handled here, so no program can have
        }
      }
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException("this JVM has no sun.misc.Signal", e);
    }
    return () -> restoring.forEach(Runnable::run);
  }

  private static void restore(Method handle, Object subject, Object handler) {
    try {
      handle.invoke(null, subject, handler);
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException("a signal cannot be restored: signal=" + subject, e);
    }
  }

  /**
   * Sends this process a signal, for which there must be a handler.
   *
   * @param name without SIG, as {@code INT}
   */
  public static void raise(String name) {
    try {
      Class<?> signal = Class.forName("sun.misc.Signal");
      signal
          .getMethod("raise", signal)
          .invoke(null, signal.getConstructor(String.class).newInstance(name));
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException("this JVM cannot raise a signal: signal=" + name, e);
    }
  }

  private static Object answer(Runnable action, Object proxy, Method method, Object[] arguments) {
    return switch (method.getName()) {
      case "handle" -> {
        action.run();
        yield null;
      }
      case "equals" -> proxy == arguments[0];
      case "hashCode" -> System.identityHashCode(proxy);
      default -> "handler of a signal";
    };
  }
}
