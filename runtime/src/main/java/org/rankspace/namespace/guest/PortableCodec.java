package org.rankspace.namespace.guest;

import com.esotericsoftware.kryo.KryoException;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import org.graalvm.polyglot.Value;
import org.rankspace.codec.Codec;
import org.rankspace.codec.Format;
import org.rankspace.codec.PayloadInput;
import org.rankspace.codec.PayloadOutput;
import org.rankspace.codec.Scalars;

/**
 * The codec over the public polyglot API. {@code pickling.py} takes objects apart ({@code parts})
 * and puts them together, because a {@code Value} cannot tell a list from a subclass of it. A tenth
 * as fast as {@link GraalCodec}, and writes the same format, though not always the same choice of
 * codes.
 */
final class PortableCodec implements Codec {
  private final Pickling pickling;

  PortableCodec(Pickling pickling) {
    this.pickling = pickling;
  }

  @Override
  public void encode(Object object, PayloadOutput out) {
    out.writeByte(Format.VERSION);
    try {
      // Python numbers the containers, because only there two Values of one object are the same.
      Value parts = pickling.parts().execute(object);
      if (parts.isNull()) {
        writePickle(pickling.dumps().execute(object), out);
      } else {
        write(parts, out);
      }
    } catch (StackOverflowError depth) {
      throw Scalars.tooDeep();
    }
  }

  /** A tuple: the code, then what belongs to it. */
  private void write(Value parts, PayloadOutput out) {
    int code = parts.getArrayElement(0).asInt();
    switch (code) {
      case Format.NONE, Format.TRUE, Format.FALSE -> out.writeByte(code);
      case Format.INT -> Scalars.writeBigInt(out, parts.getArrayElement(1).as(BigInteger.class));
      case Format.FLOAT -> Scalars.writeFloat(out, parts.getArrayElement(1).asDouble());
      case Format.LATIN_TEXT -> Scalars.writeText(out, parts.getArrayElement(1).asString());
      case Format.BYTES, Format.BYTEARRAY, Format.PICKLE ->
          writeBytes(code, parts.getArrayElement(1), out);
      case Format.ARRAY -> {
        out.writeByte(code);
        out.writeByte(parts.getArrayElement(1).asString().charAt(0));
        byte[] bytes = bytes(parts.getArrayElement(2));
        out.writeVarInt(bytes.length, true);
        out.write(bytes);
      }
      case Format.REFERENCE -> {
        out.writeByte(code);
        out.writeVarInt(parts.getArrayElement(1).asInt(), true);
      }
      case Format.COMPLEX -> {
        out.writeByte(code);
        out.writeDouble(parts.getArrayElement(1).asDouble());
        out.writeDouble(parts.getArrayElement(2).asDouble());
      }
      default -> writeParts(code, parts, out);
    }
  }

  private void writeParts(int code, Value parts, PayloadOutput out) {
    long count = parts.getArraySize() - 1;
    out.writeByte(code);
    switch (code) {
      case Format.LIST, Format.TUPLE, Format.SET, Format.FROZENSET ->
          out.writeVarInt(Math.toIntExact(count), true);
      case Format.DICT -> out.writeVarInt(Math.toIntExact(count / 2), true);
      default -> {
        // RANGE, SLICE and INSTANCE have a fixed number of parts.
      }
    }
    out.descend();
    for (long i = 1; i <= count; i++) {
      write(parts.getArrayElement(i), out);
    }
    out.ascend();
  }

  private static void writePickle(Value pickle, PayloadOutput out) {
    writeBytes(Format.PICKLE, pickle, out);
  }

  private static void writeBytes(int code, Value value, PayloadOutput out) {
    byte[] bytes = bytes(value);
    out.writeByte(code);
    out.writeVarInt(bytes.length, true);
    out.writeLasting(bytes, 0, bytes.length);
  }

  private static byte[] bytes(Value buffer) {
    byte[] bytes = new byte[Math.toIntExact(buffer.getBufferSize())];
    buffer.readBuffer(0, bytes, 0, bytes.length);
    return bytes;
  }

  @Override
  public Object decode(PayloadInput in) {
    try {
      Scalars.readVersion(in);
      return read(in, new ArrayList<>());
    } catch (KryoException fault) {
      throw Scalars.malformed(fault);
    } catch (StackOverflowError depth) {
      throw Scalars.malformed("nesting that is too deep");
    }
  }

  private Object read(PayloadInput in, List<Object> seen) {
    int code = in.readByte();
    return switch (code) {
      case Format.NONE, Format.TRUE, Format.FALSE -> pickling.newConstant().execute(code);
      case Format.INT -> in.readVarLong(false);
      case Format.BIG_INT -> pickling.newInt().execute(Scalars.readBigInt(in).toString(16));
      case Format.FLOAT -> in.readDouble();
      case Format.LATIN_TEXT, Format.WIDE_TEXT -> Scalars.readText(in, code);
      case Format.COMPLEX -> pickling.newComplex().execute(in.readDouble(), in.readDouble());
      case Format.BYTES -> readBytes(in);
      case Format.BYTEARRAY -> note(pickling.newBytearray().execute(readBytes(in)), seen);
      case Format.PICKLE -> pickling.loads().execute(readBytes(in));
      case Format.LIST -> readInto(pickling.newList(), pickling.extendList(), in, seen);
      case Format.SET -> readInto(pickling.newSet(), pickling.extendSet(), in, seen);
      case Format.TUPLE -> pickling.newTuple().execute(readElements(in, seen));
      case Format.FROZENSET -> pickling.newFrozenset().execute(readElements(in, seen));
      case Format.DICT -> {
        Value dict = note(pickling.newDict().execute(), seen);
        pickling.extendDict().executeVoid(prepend(dict, readPairs(in, seen)));
        yield dict;
      }
      case Format.INSTANCE -> readInstance(in, seen);
      case Format.REFERENCE -> Scalars.readReference(in, seen);
      case Format.LIST_OF_FLOATS -> note(pickling.newList().execute(readFloats(in)), seen);
      case Format.LIST_OF_INTS -> note(pickling.newList().execute(readInts(in)), seen);
      case Format.LIST_OF_LONGS -> note(pickling.newList().execute(readLongs(in)), seen);
      case Format.TUPLE_OF_FLOATS -> pickling.newTuple().execute(readFloats(in));
      case Format.TUPLE_OF_INTS -> pickling.newTuple().execute(readInts(in));
      case Format.TUPLE_OF_LONGS -> pickling.newTuple().execute(readLongs(in));
      case Format.RANGE -> readThree(pickling.newRange(), in, seen);
      case Format.SLICE -> readThree(pickling.newSlice(), in, seen);
      case Format.ARRAY -> {
        String typecode = String.valueOf((char) in.readByteUnsigned());
        yield note(pickling.newArray().execute(typecode, readBytes(in)), seen);
      }
      default -> throw Scalars.malformed("code " + code + ", which is not known");
    };
  }

  private static <T> T note(T container, List<Object> seen) {
    seen.add(container);
    return container;
  }

  /** Python makes bytes from a text of characters below 256 faster than from a Java array. */
  private Value readBytes(PayloadInput in) {
    return pickling.newBytes().execute(Scalars.readText(in, Format.LATIN_TEXT));
  }

  private Value readInto(Value maker, Value extender, PayloadInput in, List<Object> seen) {
    Value container = note(maker.execute(), seen);
    extender.executeVoid(prepend(container, readElements(in, seen)));
    return container;
  }

  private static Object[] prepend(Object first, Object[] rest) {
    Object[] all = new Object[rest.length + 1];
    all[0] = first;
    System.arraycopy(rest, 0, all, 1, rest.length);
    return all;
  }

  private Object[] readElements(PayloadInput in, List<Object> seen) {
    return readClaimed(Scalars.readElementCount(in, 1), 1, in, seen);
  }

  private Object[] readPairs(PayloadInput in, List<Object> seen) {
    return readClaimed(Math.multiplyExact(2, Scalars.readElementCount(in, 2)), 1, in, seen);
  }

  /** Elements that have claimed {@code claim} bytes each. */
  private Object[] readClaimed(int count, int claim, PayloadInput in, List<Object> seen) {
    Object[] elements = new Object[count];
    in.descend();
    for (int i = 0; i < count; i++) {
      in.release(claim);
      elements[i] = read(in, seen);
    }
    in.ascend();
    return elements;
  }

  private Object readThree(Value maker, PayloadInput in, List<Object> seen) {
    return maker.execute(readClaimed(3, 0, in, seen));
  }

  private Object readInstance(PayloadInput in, List<Object> seen) {
    in.descend();
    Object module = read(in, seen);
    Value instance = note(pickling.newInstance().execute(module, read(in, seen)), seen);
    in.ascend();
    if (in.readByte() != Format.DICT) {
      throw Scalars.malformed("an instance without its attributes");
    }
    Value state = pickling.newDict().execute();
    pickling.extendDict().executeVoid(prepend(state, readPairs(in, seen)));
    pickling.setState().executeVoid(instance, state);
    return instance;
  }

  private static Object[] readFloats(PayloadInput in) {
    double[] numbers = new double[Scalars.readCount(in, Double.BYTES)];
    in.readDoubles(numbers);
    Object[] boxed = new Object[numbers.length];
    for (int i = 0; i < boxed.length; i++) {
      boxed[i] = numbers[i];
    }
    return boxed;
  }

  private static Object[] readInts(PayloadInput in) {
    int[] numbers = new int[Scalars.readCount(in, Integer.BYTES)];
    in.readInts(numbers);
    Object[] boxed = new Object[numbers.length];
    for (int i = 0; i < boxed.length; i++) {
      boxed[i] = numbers[i];
    }
    return boxed;
  }

  private static Object[] readLongs(PayloadInput in) {
    long[] numbers = new long[Scalars.readCount(in, Long.BYTES)];
    in.readLongs(numbers);
    Object[] boxed = new Object[numbers.length];
    for (int i = 0; i < boxed.length; i++) {
      boxed[i] = numbers[i];
    }
    return boxed;
  }
}
