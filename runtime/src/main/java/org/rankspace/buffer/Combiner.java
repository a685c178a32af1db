package org.rankspace.buffer;

import java.util.concurrent.atomic.AtomicReferenceArray;
import org.rankspace.error.ErrorClass;
import org.rankspace.error.RankspaceException;

/**
 * Combines two stretches of elements, one by one.
 *
 * <p>Integers wrap around; a truth value is 1 or 0; MAX and MIN of floats are NaN if one of the two
 * is. {@link Loops} copies some hundred elements at a time into arrays of their own type, where the
 * compiler turns the loops into vector instructions; it cannot do so on byte arrays at different
 * offsets, which might overlap.
 */
public final class Combiner {
  /** Loops of each element that nobody uses at the moment: their arrays cost more than a sum. */
  private static final AtomicReferenceArray<Loops> SPARE =
      new AtomicReferenceArray<>(Element.values().length);

  private final Operator operator;
  private final Element element;

  private Combiner(Operator operator, Element element) {
    this.operator = operator;
    this.element = element;
  }

  /**
   * @throws RankspaceException of class ARG if the operation is not known for these elements
   */
  public static Combiner of(Operator operator, Element element) {
    if (element == Element.OPAQUE) {
      throw new RankspaceException(
          ErrorClass.ARG,
          "a reduction needs elements of a known type: op=%s; give an array.array, or a memoryview cast to"
                  .formatted(operator)
              + " one of the formats b B h H i I l L q Q f d");
    }
    if (element.isFloating() && operator.isBitwise()) {
      throw new RankspaceException(
          ErrorClass.ARG,
          "floats have no bits to combine: op=%s, element=%s".formatted(operator, element));
    }
    return new Combiner(operator, element);
  }

  private static Loops loops(Element element) {
    return switch (element) {
      case INT8 -> new ByteLoops(true);
      case UINT8 -> new ByteLoops(false);
      case INT16 -> new ShortLoops(true);
      case UINT16 -> new ShortLoops(false);
      case INT32 -> new IntLoops(true);
      case UINT32 -> new IntLoops(false);
      case INT64 -> new LongLoops(true);
      case UINT64 -> new LongLoops(false);
      case FLOAT32 -> new FloatLoops();
      case FLOAT64 -> new DoubleLoops();
      case OPAQUE -> throw new IllegalArgumentException("opaque");
    };
  }

  /** Bytes of one element. */
  public int elementBytes() {
    return element.lengthBytes();
  }

  /**
   * Puts {@code lower} combined with {@code higher} into {@code into}, which may be one of them.
   * All have the same length, in whole elements.
   */
  public void combine(Span lower, Span higher, Span into) {
    Loops spare = SPARE.getAndSet(element.ordinal(), null);
    Loops loops = spare == null ? loops(element) : spare;
    int step = Loops.CHUNK_BYTES;
    for (int done = 0; done < into.length(); done += step) {
      int length = Math.min(step, into.length() - done);
      loops.load(
          lower.bytes(), lower.offset() + done, higher.bytes(), higher.offset() + done, length);
      loops.apply(operator, length / element.lengthBytes());
      loops.store(into.bytes(), into.offset() + done, length);
    }
    SPARE.set(element.ordinal(), loops);
  }
}
