package org.rankspace.examples;

import java.util.ArrayList;
import java.util.List;
import org.rankspace.namespace.Interpreter;
import org.rankspace.namespace.Namespace;
import org.rankspace.namespace.Settings;

/**
 * Four execution contexts in one JVM: put an object, execute code, get an object.
 *
 * <p>Prints {@code [0, 2, 4, 6]}. {@code examples/contexts.py} does the same with ranks.
 */
public final class Contexts {
  private Contexts() {}

  public static void main(String[] args) {
    System.out.println(doubles(4));
  }

  /** Returns the j of so many namespaces, each of which has computed it from an i of its own. */
  static List<Object> doubles(int count) {
    try (Interpreter interpreter = Interpreter.start()) {
      List<Namespace> contexts = new ArrayList<>();
      for (int i = 0; i < count; i++) {
        Namespace context = interpreter.open(Settings.ofThisProcess());
        context.put("i", i);
        contexts.add(context);
      }
      contexts.forEach(context -> context.execute("j = 2*i"));
      List<Object> results = contexts.stream().map(context -> context.get("j")).toList();
      contexts.forEach(Namespace::close);
      return results;
    }
  }
}
