package org.rankspace.namespace.guest;

import java.util.ArrayList;
import java.util.List;

/**
 * A method that Java gives to Python.
 *
 * @param name what Python calls it
 * @param parameters how many arguments it takes, all of them by position
 * @param <T> whose method it is
 */
public record Verb<T>(String name, int parameters, Body<T> body) {
  /** Called with as many arguments as there are parameters, each as {@link Objects#of} gives it. */
  public interface Body<T> {
    /** Gives what {@link Objects#toPython} gives. */
    Object call(T self, Object[] arguments);
  }

  /** The verbs of one Java class, which Python sees as a class. There is one for each, for good. */
  public static final class Table<T> {
    private final Class<T> owner;
    private final List<Verb<T>> verbs = new ArrayList<>();

    public Table(Class<T> owner) {
      this.owner = owner;
    }

    public Table<T> with(String name, int parameters, Body<T> body) {
      verbs.add(new Verb<>(name, parameters, body));
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
