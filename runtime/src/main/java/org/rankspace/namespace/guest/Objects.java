package org.rankspace.namespace.guest;

import java.util.List;
import java.util.Map;
import org.graalvm.polyglot.Value;
import org.rankspace.codec.Codec;

/** How a namespace handles its Python objects. */
public interface Objects {
  /** What the codec works on, for a value that Python has handed over. */
  Object of(Value value);

  /**
   * The other way: something that a host method may return to Python, and that Python takes as its
   * own.
   */
  Object toPython(Object object);

  /** Python's None. */
  Object none();

  /** A new Python list of these objects. */
  Object list(List<?> objects);

  /** The elements of a Python list, given as {@link #of} gives it; null for None. */
  List<Object> elements(Object list);

  /**
   * An int of Python's, or a truth value, given as {@link #of} gives it.
   *
   * @throws org.rankspace.error.RankspaceException of class ARG if it has more than 32 bits
   */
  int number(Object integer);

  /** Calls a function of Python's; all of this as {@link #of} gives it. */
  Object call(Object function, Object... arguments);

  /** {@code self} as an object of Python's, whose methods are the verbs. */
  <T> Object withVerbs(T self, Verb.Table<T> verbs);

  /** The elements of a tuple that the codec has decoded; none of another object. */
  List<Object> parts(Object tuple);

  /**
   * The entries of a dict that the codec has decoded; null for another object, for keys that are
   * not strings, and where this takes longer than Python would.
   */
  Map<String, Object> entries(Object dict);

  /** The text of a string, given as {@link #of} gives it; null for another object. */
  String text(Object string);

  /** False for a text stream that has written all that was written to it. */
  boolean mayHoldBack(Value stream);

  boolean isNone(Object object);

  /** Whether an object, given as {@link #of} gives it, is an int. */
  boolean isNumber(Object object);

  /** A Java object as Python sees it. */
  Object ofJava(Object object);

  /**
   * The Java object behind an object given as {@link #of} gives it, which may be one of {@link
   * #withVerbs}; null if it is Python's.
   */
  Object javaObject(Object object);

  /**
   * The memory of an object with the buffer protocol, given as {@link #of} gives it.
   *
   * @throws org.rankspace.error.RankspaceException of class ARG if it has none, or none in one
   *     piece
   */
  Lent lend(Object object);

  /**
   * {@code lengthBytes} of that memory from byte {@code first} on, as opaque bytes.
   *
   * @throws org.rankspace.error.RankspaceException as {@link #lend(Object)}, and of class BUFFER if
   *     the memory is too small
   */
  Lent lend(Object object, int first, int lengthBytes);

  /** The real address of an object's memory; 0 if it has none that is known. */
  long nativeAddress(Value object);

  /**
   * Lets a bytearray have the memory of another object.
   *
   * @return false if that cannot be done; nothing has changed then
   */
  boolean share(Value bytearray, Value object);

  /** Lets a bytearray have {@code length} bytes at a real address; whether that could be done. */
  boolean place(Value bytearray, long address, int length);

  /**
   * Adds to the environment variables that programs and those they start find.
   *
   * @param environ Python's {@code posix.environ}
   * @return false where this is left to Python; nothing has changed then
   */
  boolean addVariables(Value environ, Map<String, String> variables);

  /** Gives the interpreter's lock away; false if the calling thread does not hold it. */
  boolean giveLock();

  /** Waits for the interpreter's lock. */
  void takeLock();

  /** A new codec, for one thread at a time. */
  Codec codec();

  /**
   * As {@link #codec}, but what it encodes can be read by somebody who trusts nobody: objects that
   * are not plain data are refused with Python's {@code SerializationError}, not pickled.
   */
  Codec plainCodec();
}
