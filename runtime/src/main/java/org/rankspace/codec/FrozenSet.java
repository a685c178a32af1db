package org.rankspace.codec;

import java.util.AbstractSet;
import java.util.Collections;
import java.util.Iterator;
import java.util.Set;

/** A Python frozenset: a set that never changes, and can so be an element of another. */
final class FrozenSet extends AbstractSet<Object> {
  private final Set<Object> elements;

  /** Known once and for all, so that sets in sets in sets are hashed in linear time. */
  private final int hash;

  /**
   * @param elements not to be changed any more
   */
  FrozenSet(Set<Object> elements) {
    this.elements = Collections.unmodifiableSet(elements);
    this.hash = elements.hashCode();
  }

  @Override
  public boolean contains(Object element) {
    return elements.contains(element);
  }

  @Override
  public Iterator<Object> iterator() {
    return elements.iterator();
  }

  @Override
  public int size() {
    return elements.size();
  }

  @Override
  public int hashCode() {
    return hash;
  }

  @Override
  public boolean equals(Object other) {
    return super.equals(other);
  }
}
