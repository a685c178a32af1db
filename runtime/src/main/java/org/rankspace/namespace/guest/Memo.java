package org.rankspace.namespace.guest;

import java.util.IdentityHashMap;

/**
 * The containers of the message that is being written, with their numbers. A few are searched one
 * by one, which is what nearly every message needs; many go into a map.
 */
final class Memo {
  private static final int FEW = 8;

  private final Object[] few = new Object[FEW];
  private int count;
  private IdentityHashMap<Object, Integer> many;

  void clear() {
    for (int i = Math.min(count, FEW) - 1; i >= 0; i--) {
      few[i] = null;
    }
    count = 0;
    many = null;
  }

  /**
   * The number of a container that was noted before; else -1, and it is noted with the next number.
   */
  int findOrNote(Object container) {
    if (many != null) {
      Integer earlier = many.putIfAbsent(container, count);
      if (earlier != null) {
        return earlier;
      }
      count++;
      return -1;
    }
    for (int i = 0; i < count; i++) {
      if (few[i] == container) {
        return i;
      }
    }
    if (count < FEW) {
      few[count++] = container;
      return -1;
    }
    many = new IdentityHashMap<>();
    for (int i = 0; i < FEW; i++) {
      many.put(few[i], i);
    }
    many.put(container, count++);
    return -1;
  }
}
