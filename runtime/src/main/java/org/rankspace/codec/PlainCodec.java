package org.rankspace.codec;

import com.esotericsoftware.kryo.KryoException;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.rankspace.error.ErrorClass;
import org.rankspace.error.RankspaceException;

/**
 * Plain Java values: {@code null}, {@code Boolean}, integers, {@code BigInteger}, {@code Double}
 * and {@code Float}, {@code String}, {@code byte[]}, {@code List}, {@code Map}, {@code Set}, and
 * arrays of double, int and long (Python lists of numbers). What Python alone can hold comes back
 * as {@link Tuple} or {@link Pickle}, and can be sent on as that; ranges, slices, complex numbers
 * and arrays of Python are refused.
 *
 * <p>Integers come back as {@code Integer} where they fit, else {@code Long}, else {@code
 * BigInteger}. One instance serves one thread at a time.
 */
public final class PlainCodec implements Codec {
  /** A Python tuple. */
  public record Tuple(List<Object> elements) {}

  /** A Python object that Java cannot look into. */
  public record Pickle(byte[] bytes) {}

  private final IdentityHashMap<Object, Integer> written = new IdentityHashMap<>();
  private final List<Object> read = new ArrayList<>();

  @Override
  public void encode(Object value, PayloadOutput out) {
    written.clear();
    Scalars.writeVersion(out);
    try {
      write(value, out);
    } catch (StackOverflowError depth) {
      throw Scalars.tooDeep();
    }
  }

  private void write(Object value, PayloadOutput out) {
    switch (value) {
      case null -> out.writeByte(Format.NONE);
      case Boolean b -> out.writeByte(b ? Format.TRUE : Format.FALSE);
      case Integer i -> Scalars.writeInt(out, i);
      case Long l -> Scalars.writeInt(out, l);
      case Short s -> Scalars.writeInt(out, s);
      case Byte b -> Scalars.writeInt(out, b);
      case BigInteger b -> Scalars.writeBigInt(out, b);
      case Double d -> Scalars.writeFloat(out, d);
      case Float f -> Scalars.writeFloat(out, f);
      case String s -> Scalars.writeText(out, s);
      case byte[] b -> writeBytes(Format.BYTES, b, out);
      case Pickle p -> writeBytes(Format.PICKLE, p.bytes, out);
      case Tuple t -> writeAll(Format.TUPLE, t.elements, out);
      case FrozenSet s -> writeAll(Format.FROZENSET, s, out);
      default -> writeContainer(value, out);
    }
  }

  private void writeContainer(Object value, PayloadOutput out) {
    Integer earlier = written.putIfAbsent(value, written.size());
    if (earlier != null) {
      out.writeByte(Format.REFERENCE);
      out.writeVarInt(earlier, true);
      return;
    }
    switch (value) {
      case List<?> l -> writeAll(Format.LIST, l, out);
      case Set<?> s -> {
        s.forEach(PlainCodec::checkKey);
        writeAll(Format.SET, s, out);
      }
      case Map<?, ?> m -> writeMap(m, out);
      case double[] a -> {
        out.writeByte(Format.LIST_OF_FLOATS);
        out.writeVarInt(a.length, true);
        out.writeDoubles(a, a.length);
      }
      case int[] a -> {
        out.writeByte(Format.LIST_OF_INTS);
        out.writeVarInt(a.length, true);
        out.writeInts(a, a.length);
      }
      case long[] a -> {
        out.writeByte(Format.LIST_OF_LONGS);
        out.writeVarInt(a.length, true);
        out.writeLongs(a, a.length);
      }
      default ->
          throw new RankspaceException(
              ErrorClass.TYPE,
              "a Java object of this class cannot be sent: class=" + value.getClass().getName());
    }
  }

  private static void writeBytes(int code, byte[] bytes, PayloadOutput out) {
    out.writeByte(code);
    out.writeVarInt(bytes.length, true);
    out.writeLasting(bytes, 0, bytes.length);
  }

  private void writeAll(int code, Iterable<?> elements, PayloadOutput out) {
    List<Object> all = new ArrayList<>();
    elements.forEach(all::add);
    out.writeByte(code);
    out.writeVarInt(all.size(), true);
    out.descend();
    all.forEach(element -> write(element, out));
    out.ascend();
  }

  private void writeMap(Map<?, ?> map, PayloadOutput out) {
    out.writeByte(Format.DICT);
    out.writeVarInt(map.size(), true);
    out.descend();
    map.forEach(
        (key, value) -> {
          checkKey(key);
          write(key, out);
          write(value, out);
        });
    out.ascend();
  }

  private static void checkKey(Object key) {
    if (!isHashable(key)) {
      throw new RankspaceException(
          ErrorClass.TYPE,
          "a key or an element of a set cannot be a collection that changes: class="
              + key.getClass().getName());
    }
  }

  /**
   * As Python sees it. It also keeps hashing cheap: a list that names itself, or another one twice,
   * and that twice, would take for ever to hash.
   */
  private static boolean isHashable(Object key) {
    return switch (key) {
      case Tuple tuple -> tuple.elements.stream().allMatch(PlainCodec::isHashable);
      case FrozenSet _ -> true;
      case Collection<?> _, Map<?, ?> _, double[] _, int[] _, long[] _ -> false;
      case null, default -> true;
    };
  }

  @Override
  public Object decode(PayloadInput in) {
    read.clear();
    try {
      Scalars.readVersion(in);
      return readValue(in);
    } catch (KryoException fault) {
      throw Scalars.malformed(fault);
    } catch (StackOverflowError depth) {
      throw Scalars.malformed("nesting that is too deep");
    } finally {
      read.clear();
    }
  }

  private Object readValue(PayloadInput in) {
    int code = in.readByte();
    return switch (code) {
      case Format.NONE -> null;
      case Format.TRUE -> true;
      case Format.FALSE -> false;
      case Format.INT -> narrow(in.readVarLong(false));
      case Format.BIG_INT -> narrow(Scalars.readBigInt(in));
      case Format.FLOAT -> in.readDouble();
      case Format.LATIN_TEXT, Format.WIDE_TEXT -> Scalars.readText(in, code);
      case Format.BYTES -> Scalars.readBytes(in, 0);
      case Format.BYTEARRAY -> remember(Scalars.readBytes(in, 0));
      case Format.PICKLE -> new Pickle(Scalars.readBytes(in, 0));
      case Format.LIST -> readAll(in, remember(new ArrayList<>()));
      case Format.TUPLE -> new Tuple(Collections.unmodifiableList(readAll(in, new ArrayList<>())));
      case Format.SET -> readSet(in, remember(new LinkedHashSet<>()));
      case Format.FROZENSET -> new FrozenSet(readSet(in, new LinkedHashSet<>()));
      case Format.DICT -> readMap(in);
      case Format.REFERENCE -> Scalars.readReference(in, read);
      case Format.LIST_OF_FLOATS -> remember(readDoubles(in));
      case Format.LIST_OF_INTS -> remember(readInts(in));
      case Format.LIST_OF_LONGS -> remember(readLongs(in));
      case Format.TUPLE_OF_FLOATS -> new Tuple(readDoubles(in));
      case Format.TUPLE_OF_INTS -> new Tuple(readInts(in));
      case Format.TUPLE_OF_LONGS -> new Tuple(readLongs(in));
      default -> throw Scalars.malformed("code " + code + ", which is not known to plain Java");
    };
  }

  private static Object narrow(BigInteger value) {
    return value.bitLength() < Long.SIZE ? narrow(value.longValue()) : value;
  }

  private static Object narrow(long value) {
    if (value == (int) value) {
      return (int) value;
    }
    return value;
  }

  private <T> T remember(T container) {
    read.add(container);
    return container;
  }

  private List<Object> readAll(PayloadInput in, List<Object> target) {
    int count = Scalars.readElementCount(in, 1);
    in.descend();
    for (int i = 0; i < count; i++) {
      in.release(1);
      target.add(readValue(in));
    }
    in.ascend();
    return target;
  }

  private Set<Object> readSet(PayloadInput in, Set<Object> target) {
    int count = Scalars.readElementCount(in, 1);
    in.descend();
    for (int i = 0; i < count; i++) {
      in.release(1);
      target.add(readKey(in));
    }
    in.ascend();
    return target;
  }

  private Object readMap(PayloadInput in) {
    Map<Object, Object> map = remember(new LinkedHashMap<>());
    int count = Scalars.readElementCount(in, 2);
    in.descend();
    for (int i = 0; i < count; i++) {
      in.release(2);
      Object key = readKey(in);
      map.put(key, readValue(in));
    }
    in.ascend();
    return map;
  }

  private Object readKey(PayloadInput in) {
    Object key = readValue(in);
    if (!isHashable(key)) {
      throw Scalars.malformed("a key that cannot be hashed");
    }
    return key;
  }

  private static List<Object> readDoubles(PayloadInput in) {
    double[] numbers = new double[Scalars.readCount(in, Double.BYTES)];
    in.readDoubles(numbers);
    List<Object> list = new ArrayList<>(numbers.length);
    for (double number : numbers) {
      list.add(number);
    }
    return list;
  }

  private static List<Object> readInts(PayloadInput in) {
    int[] numbers = new int[Scalars.readCount(in, Integer.BYTES)];
    in.readInts(numbers);
    List<Object> list = new ArrayList<>(numbers.length);
    for (int number : numbers) {
      list.add(number);
    }
    return list;
  }

  private static List<Object> readLongs(PayloadInput in) {
    long[] numbers = new long[Scalars.readCount(in, Long.BYTES)];
    in.readLongs(numbers);
    List<Object> list = new ArrayList<>(numbers.length);
    for (long number : numbers) {
      list.add(narrow(number));
    }
    return list;
  }
}
