package org.rankspace.namespace.guest;

import java.util.ArrayList;
import java.util.List;
import org.rankspace.error.RankspaceException;

/**
 * A method that Java gives to Python.
 *
 * @param name what Python calls it
 * @param parameters how many arguments it takes, all of them by position
 * @param raiser what becomes of a fault that the body throws
 * @param <T> whose method it is
 */
public record Verb<T>(String name, int parameters, Body<T> body, Raiser<T> raiser) {
  /** Called with as many arguments as there are parameters, each as {@link Objects#of} gives it. */
  public interface Body<T> {
    /** Gives an object of Python's, a list of such, or null for None. */
    Object call(T self, Object[] arguments);
  }

  /** Makes a fault an exception of Python's. */
  public interface Raiser<T> {
    /** Never returns normally: what the call of Python throws is what Python gets. */
    RuntimeException raise(T self, RankspaceException fault);
  }

  Object call(T self, Object[] arguments) {
    try {
      return body.call(self, arguments);
    } catch (RankspaceException fault) {
      throw raiser.raise(self, fault);
    }
  }

  /** The verbs of one Java class, which Python sees as a class. There is one for each, for good. */
  public static final class Table<T> {
    private final Class<T> owner;
    private final Raiser<T> raiser;
    private final List<Verb<T>> verbs = new ArrayList<>();

    public Table(Class<T> owner, Raiser<T> raiser) {
      this.owner = owner;
      this.raiser = raiser;
    }

    public Table<T> with(String name, int parameters, Body<T> body) {
      verbs.add(new Verb<>(name, parameters, body, raiser));
      return this;
    }

    Class<T> owner() {
      return owner;
    }

    List<Verb<T>> verbs() {
      return verbs;
    }
  }
}
