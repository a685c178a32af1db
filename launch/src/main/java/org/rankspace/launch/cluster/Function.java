package org.rankspace.launch.cluster;

import java.util.Arrays;
import java.util.List;
import org.rankspace.codec.PlainCodec;

/**
 * A Python function as it travels.
 *
 * @param source an expression, such as a name or a lambda, or statements of which the last is the
 *     function's definition
 */
public record Function(String source) {
  /** A function that the ranks know by this name, such as {@code math.sqrt}. */
  public static Function named(String name) {
    return new Function(name);
  }

  PlainCodec.Tuple toCall() {
    return new PlainCodec.Tuple(Arrays.asList(source, null));
  }

  static PlainCodec.Tuple tuple(Object... elements) {
    return new PlainCodec.Tuple(Arrays.asList(elements));
  }

  static List<Object> elements(Object tuple) {
    return ((PlainCodec.Tuple) tuple).elements();
  }
}
