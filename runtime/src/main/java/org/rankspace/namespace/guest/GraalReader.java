package org.rankspace.namespace.guest;

import com.oracle.graal.python.PythonLanguage;
import com.oracle.graal.python.builtins.objects.PNone;
import com.oracle.graal.python.builtins.objects.common.EconomicMapStorage;
import com.oracle.graal.python.runtime.object.PFactory;
import com.oracle.graal.python.runtime.sequence.storage.DoubleSequenceStorage;
import com.oracle.graal.python.runtime.sequence.storage.EmptySequenceStorage;
import com.oracle.graal.python.runtime.sequence.storage.IntSequenceStorage;
import com.oracle.graal.python.runtime.sequence.storage.LongSequenceStorage;
import com.oracle.graal.python.runtime.sequence.storage.ObjectSequenceStorage;
import com.oracle.graal.python.runtime.sequence.storage.SequenceStorage;
import com.oracle.truffle.api.strings.TruffleString;
import java.math.BigInteger;
import java.util.List;
import org.graalvm.polyglot.Value;
import org.rankspace.codec.Format;
import org.rankspace.codec.PayloadInput;
import org.rankspace.codec.Scalars;

/** Builds Python objects. What it needs for one message is in the arguments; thread-safe. */
final class GraalReader {
  private final PythonLanguage language;
  private final Pickling pickling;
  private final Keys keys;

  GraalReader(PythonLanguage language, Pickling pickling, Keys keys) {
    this.language = language;
    this.pickling = pickling;
    this.keys = keys;
  }

  /**
   * Reads one object.
   *
   * @param seen the containers of this message so far, by number
   */
  Object read(PayloadInput in, List<Object> seen) {
    int code = in.readByte();
    return switch (code) {
      case Format.INT -> narrow(in.readVarLong(false));
      case Format.LATIN_TEXT -> readLatin(in);
      case Format.FLOAT -> in.readDouble();
      case Format.NONE -> PNone.NONE;
      case Format.TRUE -> Boolean.TRUE;
      case Format.FALSE -> Boolean.FALSE;
      case Format.LIST -> readList(in, seen);
      case Format.DICT -> readDict(in, seen);
      case Format.TUPLE -> PFactory.createTuple(language, readElements(in, seen));
      case Format.LIST_OF_FLOATS -> newList(readDoubles(in), seen);
      case Format.LIST_OF_INTS -> newList(readInts(in), seen);
      case Format.LIST_OF_LONGS -> newList(readLongs(in), seen);
      case Format.TUPLE_OF_FLOATS -> PFactory.createTuple(language, readDoubles(in));
      case Format.TUPLE_OF_INTS -> PFactory.createTuple(language, readInts(in));
      case Format.TUPLE_OF_LONGS -> PFactory.createTuple(language, readLongs(in));
      case Format.BYTES -> PFactory.createBytes(language, Scalars.readBytes(in, 0));
      case Format.BYTEARRAY ->
          note(PFactory.createByteArray(language, Scalars.readBytes(in, 0)), seen);
      case Format.WIDE_TEXT -> text(Scalars.readText(in, code));
      case Format.BIG_INT -> readBigInt(in);
      case Format.COMPLEX -> PFactory.createComplex(language, in.readDouble(), in.readDouble());
      case Format.REFERENCE -> Scalars.readReference(in, seen);
      case Format.INSTANCE -> readInstance(in, seen);
      default -> readRare(code, in, seen);
    };
  }

  private Object readRare(int code, PayloadInput in, List<Object> seen) {
    return switch (code) {
      case Format.SET -> readSet(in, seen);
      case Format.FROZENSET -> PFactory.createFrozenSet(language, readKeys(in, seen));
      case Format.RANGE -> readThree(pickling.newRange(), in, seen);
      case Format.SLICE -> readThree(pickling.newSlice(), in, seen);
      case Format.ARRAY ->
          note(
              call(
                  pickling.newArray(),
                  text(String.valueOf((char) in.readByteUnsigned())),
                  PFactory.createBytes(language, Scalars.readBytes(in, 0))),
              seen);
      case Format.PICKLE ->
          call(pickling.loads(), PFactory.createBytes(language, Scalars.readBytes(in, 0)));
      default -> throw Scalars.malformed("code " + code + ", which is not known");
    };
  }

  private Object readBigInt(PayloadInput in) {
    BigInteger value = Scalars.readBigInt(in);
    return value.bitLength() < Long.SIZE
        ? narrow(value.longValue())
        : PFactory.createInt(language, value);
  }

  private static Object narrow(long value) {
    if (value == (int) value) {
      return (int) value;
    }
    return value;
  }

  private static TruffleString text(String string) {
    return TruffleString.fromJavaStringUncached(string, TruffleString.Encoding.UTF_32);
  }

  private static TruffleString readLatin(PayloadInput in) {
    return latin(Scalars.readBytes(in, 0));
  }

  /** The text of Latin-1 bytes, which are its own from now on. */
  static TruffleString latin(byte[] bytes) {
    return TruffleString.fromByteArrayUncached(bytes, TruffleString.Encoding.ISO_8859_1, false)
        .switchEncodingUncached(TruffleString.Encoding.UTF_32);
  }

  private static <T> T note(T container, List<Object> seen) {
    seen.add(container);
    return container;
  }

  private Object readThree(Value maker, PayloadInput in, List<Object> seen) {
    in.descend();
    Object made = call(maker, read(in, seen), read(in, seen), read(in, seen));
    in.ascend();
    return made;
  }

  private static Object call(Value function, Object... arguments) {
    return GraalObjects.unwrap(function.execute(arguments));
  }

  private Object newList(SequenceStorage storage, List<Object> seen) {
    return note(PFactory.createList(language, storage), seen);
  }

  /** A list can contain itself: it exists before its elements. */
  private Object readList(PayloadInput in, List<Object> seen) {
    int count = Scalars.readElementCount(in, 1);
    if (count == 0) {
      return newList(EmptySequenceStorage.INSTANCE, seen);
    }
    Object[] elements = new Object[count];
    Object list = newList(new ObjectSequenceStorage(elements), seen);
    in.descend();
    for (int i = 0; i < count; i++) {
      in.release(1);
      elements[i] = read(in, seen);
    }
    in.ascend();
    return list;
  }

  private SequenceStorage readElements(PayloadInput in, List<Object> seen) {
    Object[] elements = new Object[Scalars.readElementCount(in, 1)];
    in.descend();
    for (int i = 0; i < elements.length; i++) {
      in.release(1);
      elements[i] = read(in, seen);
    }
    in.ascend();
    return elements.length == 0
        ? EmptySequenceStorage.INSTANCE
        : new ObjectSequenceStorage(elements);
  }

  private static SequenceStorage readDoubles(PayloadInput in) {
    double[] numbers = new double[Scalars.readCount(in, Double.BYTES)];
    in.readDoubles(numbers);
    return new DoubleSequenceStorage(numbers);
  }

  private static SequenceStorage readInts(PayloadInput in) {
    int[] numbers = new int[Scalars.readCount(in, Integer.BYTES)];
    in.readInts(numbers);
    return new IntSequenceStorage(numbers);
  }

  private static SequenceStorage readLongs(PayloadInput in) {
    long[] numbers = new long[Scalars.readCount(in, Long.BYTES)];
    in.readLongs(numbers);
    return new LongSequenceStorage(numbers);
  }

  private Object readDict(PayloadInput in, List<Object> seen) {
    int count = Scalars.readElementCount(in, 2);
    EconomicMapStorage entries = EconomicMapStorage.create(count);
    Object dict = note(PFactory.createDict(language, entries), seen);
    readEntries(count, entries, in, seen);
    return dict;
  }

  private void readEntries(
      int count, EconomicMapStorage entries, PayloadInput in, List<Object> seen) {
    in.descend();
    for (int i = 0; i < count; i++) {
      in.release(2);
      Object key = count <= Keys.FEW ? readKey(in, seen) : read(in, seen);
      Object value = read(in, seen);
      put(entries, key, value);
    }
    in.ascend();
  }

  /** As {@link #read}; short texts are mostly known. */
  private Object readKey(PayloadInput in, List<Object> seen) {
    if (!in.nextIs(Format.LATIN_TEXT)) {
      return read(in, seen);
    }
    in.readByte();
    int length = Scalars.readCount(in, 1);
    if (length > Keys.LONGEST || length > in.limit() - in.position()) {
      return latin(Scalars.readExactly(in, length));
    }
    TruffleString text = keys.text(in.getBuffer(), in.position(), length);
    in.setPosition(in.position() + length);
    return text;
  }

  private static void put(EconomicMapStorage entries, Object key, Object value) {
    if (key instanceof TruffleString text) {
      entries.putUncached(text, value);
    } else {
      entries.putUncached(key, value);
    }
  }

  private Object readSet(PayloadInput in, List<Object> seen) {
    int count = Scalars.readElementCount(in, 1);
    EconomicMapStorage keys = EconomicMapStorage.create(count);
    Object set = note(PFactory.createSet(language, keys), seen);
    in.descend();
    for (int i = 0; i < count; i++) {
      in.release(1);
      put(keys, read(in, seen), PNone.NONE);
    }
    in.ascend();
    return set;
  }

  private EconomicMapStorage readKeys(PayloadInput in, List<Object> seen) {
    int count = Scalars.readElementCount(in, 1);
    EconomicMapStorage keys = EconomicMapStorage.create(count);
    in.descend();
    for (int i = 0; i < count; i++) {
      in.release(1);
      put(keys, read(in, seen), PNone.NONE);
    }
    in.ascend();
    return keys;
  }

  private Object readInstance(PayloadInput in, List<Object> seen) {
    in.descend();
    Object module = readKey(in, seen);
    Object name = readKey(in, seen);
    in.ascend();
    Object instance = note(call(pickling.newInstance(), module, name), seen);
    if (in.readByte() != Format.DICT) {
      throw Scalars.malformed("an instance without its attributes");
    }
    int count = Scalars.readElementCount(in, 2);
    EconomicMapStorage entries = EconomicMapStorage.create(count);
    readEntries(count, entries, in, seen);
    pickling.setState().executeVoid(instance, PFactory.createDict(language, entries));
    return instance;
  }
}
