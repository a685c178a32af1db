package org.rankspace.namespace;

import org.graalvm.polyglot.Value;
import org.rankspace.buffer.Buffer;
import org.rankspace.buffer.Combiner;
import org.rankspace.buffer.Element;
import org.rankspace.buffer.Operator;
import org.rankspace.buffer.Span;
import org.rankspace.error.ErrorClass;
import org.rankspace.error.RankspaceException;
import org.rankspace.layout.ArrayMemory;
import org.rankspace.layout.Cell;
import org.rankspace.layout.Layout;
import org.rankspace.layout.Memory;
import org.rankspace.namespace.guest.Lent;

/**
 * What {@code mpi4py} needs for datatypes: layouts, and moving data between them and bytes in one
 * piece. Memory is an object with the buffer protocol and a place in it, in bytes; or None, when
 * the place is an address.
 */
public final class HostLayouts {
  private final Bridge bridge;
  private final Addresses addresses = new Addresses();

  HostLayouts(Bridge bridge) {
    this.bridge = bridge;
  }

  public Layout basic(String cell, int count, int alignment) {
    return Layout.of(Cell.valueOf(cell), count, alignment);
  }

  public Layout vector(Layout layout, long count, long blockLength, long strideBytes) {
    return made(() -> layout.vector(count, blockLength, strideBytes));
  }

  /** The parts are a list of layouts, or one for all. */
  public Layout joined(Value lengths, Value startsBytes, Value parts) {
    Layout[] layouts = new Layout[parts.isHostObject() ? 1 : (int) parts.getArraySize()];
    for (int i = 0; i < layouts.length; i++) {
      layouts[i] = (parts.isHostObject() ? parts : parts.getArrayElement(i)).asHostObject();
    }
    return made(() -> Layout.joined(numbers(lengths), numbers(startsBytes), layouts));
  }

  public Layout resized(Layout layout, long lowerBytes, long extentBytes) {
    return layout.resized(lowerBytes, extentBytes);
  }

  private static long[] numbers(Value list) {
    long[] numbers = new long[(int) list.getArraySize()];
    for (int i = 0; i < numbers.length; i++) {
      numbers[i] = list.getArrayElement(i).asLong();
    }
    return numbers;
  }

  private interface Maker {
    Layout make();
  }

  private Layout made(Maker maker) {
    try {
      return maker.make();
    } catch (ArithmeticException fault) {
      throw bridge.raise(
          new RankspaceException(ErrorClass.COUNT, "the datatype is larger than 2**63 bytes"));
    }
  }

  /** Puts {@code count} items into the bytes of {@code target}, from {@code first} on. */
  public void pack(Layout layout, long count, Value memory, long place, Value target, int first) {
    into(target, (to, at) -> layout.pack(count, reading(memory, place), to, at), first);
  }

  /** As {@link #pack}, in external32. */
  public void packExternal(
      Layout layout, long count, Value memory, long place, Value target, int first) {
    into(target, (to, at) -> layout.packExternal(count, reading(memory, place), to, at), first);
  }

  private interface Packing {
    void pack(byte[] to, int first);
  }

  private void into(Value target, Packing packing, int first) {
    try {
      Lent lent = lend(target);
      Span span = lent.buffer().writable().span();
      packing.pack(span.bytes(), span.offset() + first);
      lent.giveBack(lent.buffer());
    } catch (RankspaceException fault) {
      throw bridge.raise(fault);
    }
  }

  /** Takes {@code lengthBytes} of the bytes of {@code source} apart, from {@code first} on. */
  public void unpack(
      Layout layout, Value memory, long place, Value source, int first, int lengthBytes) {
    out(
        source,
        memory,
        place,
        (from, to) -> {
          Span part = from.part(first, lengthBytes);
          layout.unpack(to, part.bytes(), part.offset(), lengthBytes);
        });
  }

  /** As {@link #unpack}, {@code count} items from external32. */
  public void unpackExternal(
      Layout layout, long count, Value memory, long place, Value source, int first) {
    out(
        source,
        memory,
        place,
        (from, to) -> layout.unpackExternal(count, to, from.bytes(), from.offset() + first));
  }

  private interface Unpacking {
    void unpack(Span from, Memory to);
  }

  private void out(Value source, Value memory, long place, Unpacking unpacking) {
    try {
      Span from = lend(source).buffer().span();
      if (memory.isNull()) {
        unpacking.unpack(from, addresses.from(place));
        return;
      }
      Lent lent = lend(memory);
      unpacking.unpack(from, memory(lent.buffer().writable(), place));
      lent.giveBack(lent.buffer());
    } catch (RankspaceException fault) {
      throw bridge.raise(fault);
    }
  }

  private Lent lend(Value object) {
    return bridge.objects().lend(bridge.objects().of(object));
  }

  private Memory reading(Value memory, long place) {
    return memory.isNull() ? addresses.from(place) : memory(lend(memory).buffer(), place);
  }

  private static Memory memory(Buffer buffer, long place) {
    Span span = buffer.span();
    int end = span.offset() + span.length();
    return new ArrayMemory(span.bytes(), span.offset() + place, span.offset(), end);
  }

  /**
   * Combines {@code lengthBytes} of two objects' memory into the second one's.
   *
   * @param operator the name of an {@link Operator}, {@code element} that of an {@link Element}
   */
  public void combine(
      String operator,
      String element,
      Value lower,
      int lowerFirst,
      Value higher,
      int higherFirst,
      int lengthBytes) {
    try {
      Combiner combiner = Combiner.of(Operator.valueOf(operator), Element.valueOf(element));
      Lent into = lend(higher);
      Span from = lend(lower).buffer().span().part(lowerFirst, lengthBytes);
      Span to = into.buffer().writable().span().part(higherFirst, lengthBytes);
      combiner.combine(from, to, to);
      into.giveBack(into.buffer());
    } catch (RankspaceException fault) {
      throw bridge.raise(fault);
    }
  }

  /** A number that stands for where an object's memory begins. */
  public long address(Value object) {
    try {
      long real = bridge.objects().nativeAddress(object);
      return real != 0 ? real : addresses.of(lend(object).buffer().span());
    } catch (RankspaceException fault) {
      throw bridge.raise(fault);
    }
  }

  /** Lets a bytearray have the memory of another object; whether that could be done. */
  public boolean share(Value bytearray, Value object) {
    return bridge.objects().share(bytearray, object);
  }

  /** Lets a bytearray have memory at a real address; whether that could be done. */
  public boolean place(Value bytearray, long address, int length) {
    return bridge.objects().place(bytearray, address, length);
  }
}
