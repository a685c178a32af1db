package org.rankspace.namespace.guest;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What a method does that Java gives to Python: one for all objects that have the method, so that
 * what the compiler learns of one serves all.
 *
 * @param owner whose method it is
 * @param name what Python calls it
 * @param parameters how many arguments it takes, all of them by position
 */
public record Verb<T>(Class<T> owner, String name, int parameters, Body<T> body) {
  /** Called with as many arguments as there are parameters, each as {@link Objects#of} gives it. */
  public interface Body<T> {
    /** Gives what {@link Objects#toPython} gives. */
    Object call(T self, Object[] arguments);
  }

  /** The verbs of one class. */
  public static final class Table<T> {
    private final Class<T> owner;
    private final Map<String, Verb<T>> verbs = new LinkedHashMap<>();

    public Table(Class<T> owner) {
      this.owner = owner;
    }

    public Table<T> with(String name, int parameters, Body<T> body) {
      verbs.put(name, new Verb<>(owner, name, parameters, body));
      return this;
    }

    /** Null if there is none of that name. */
    public Verb<T> get(String name) {
      return verbs.get(name);
    }

    public List<String> names() {
      return List.copyOf(verbs.keySet());
    }
  }

  /** Apart from all other verbs. */
  String fullName() {
    return owner.getSimpleName() + '.' + name;
  }

  Object call(Object self, Object[] arguments) {
    return body.call(owner.cast(self), arguments);
  }
}
