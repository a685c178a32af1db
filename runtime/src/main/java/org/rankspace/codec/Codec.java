package org.rankspace.codec;

/**
 * Turns objects into bytes and back. Implementations say what kind of objects, and on which
 * threads.
 */
public interface Codec {
  /**
   * Writes {@code value}.
   *
   * @throws org.rankspace.error.RankspaceException with class {@code TYPE} when it cannot be sent;
   *     what was written so far is worthless then
   */
  void encode(Object value, PayloadOutput out);

  /**
   * Reads one value.
   *
   * @throws org.rankspace.error.RankspaceException when the bytes are not a value in our format
   */
  Object decode(PayloadInput in);

  /** Whether nobody can change this object, so that the same one may serve where a copy is due. */
  default boolean isImmutable(Object value) {
    return value == null
        || value instanceof Number
        || value instanceof Boolean
        || value instanceof String;
  }
}
