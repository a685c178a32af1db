package org.rankspace.namespace;

import java.util.List;
import org.rankspace.buffer.Blocks;
import org.rankspace.buffer.Buffer;
import org.rankspace.buffer.Operator;
import org.rankspace.error.RankspaceException;
import org.rankspace.namespace.guest.Lent;
import org.rankspace.namespace.guest.Objects;

/**
 * Reads what Python gives to a buffer verb. A buffer takes three arguments: an object, a count of
 * items or -1 for all, and the item to start with. Blocks take three, too: an object, a count for
 * each rank or one number for all, and the items to start with, or None. None as the object is no
 * buffer.
 *
 * @param size of the communicator
 */
record BufferArguments(Bridge bridge, int size) {
  /** An argument: the whole memory, and the part that the operation is about. */
  record Argument(Lent lent, Buffer part, Blocks blocks) {
    static final Argument NONE = new Argument(null, null, null);

    void giveBack() {
      if (lent != null) {
        lent.giveBack(part);
      }
    }
  }

  private Objects objects() {
    return bridge.objects();
  }

  int number(Object argument) {
    return objects().number(argument);
  }

  Operator operator(Object name) {
    return Operator.valueOf(objects().text(name));
  }

  /**
   * The buffer at {@code at}.
   *
   * @throws RankspaceException if there is none
   */
  Argument buffer(Object[] arguments, int at) {
    return buffer(arguments[at], number(arguments[at + 1]), number(arguments[at + 2]));
  }

  Argument buffer(Object object, int count, int first) {
    if (objects().javaObject(object) instanceof HostMemory memory) {
      return new Argument(memory.lent(), memory.buffer().part(count, first), null);
    }
    Lent lent = objects().lend(object);
    return new Argument(lent, lent.buffer().part(count, first), null);
  }

  /** As {@link #buffer}, or {@link Argument#NONE}. */
  Argument optional(Object[] arguments, int at) {
    return objects().isNone(arguments[at]) ? Argument.NONE : buffer(arguments, at);
  }

  /** The blocks at {@code at}, or {@link Argument#NONE}. */
  Argument blocks(Object[] arguments, int at) {
    if (objects().isNone(arguments[at])) {
      return Argument.NONE;
    }
    Argument given = buffer(arguments[at], Buffer.ALL, 0);
    Object counts = arguments[at + 1];
    Object firsts = arguments[at + 2];
    Blocks blocks;
    if (objects().isNone(counts)) {
      blocks = Blocks.balanced(given.part, size);
    } else if (objects().isNumber(counts)) {
      blocks = Blocks.even(given.part, size, number(counts), number(firsts));
    } else {
      blocks = Blocks.of(given.part, size, numbers(counts), numbers(firsts));
    }
    return new Argument(given.lent, given.part, blocks);
  }

  /**
   * One block for each rank, of an object and a count for each or None; in the memory to receive
   * into where the object is None.
   */
  Argument inputs(Object[] arguments, int at, Argument received) {
    Argument given =
        objects().isNone(arguments[at]) ? received : buffer(arguments[at], Buffer.ALL, 0);
    int[] counts = numbers(arguments[at + 1]);
    Blocks blocks =
        counts == null
            ? Blocks.balanced(given.part, size)
            : Blocks.of(given.part, size, counts, null);
    return new Argument(given.lent, given.part, blocks);
  }

  /** Null for None. */
  private int[] numbers(Object list) {
    List<Object> numbers = objects().elements(list);
    return numbers == null ? null : numbers.stream().mapToInt(objects()::number).toArray();
  }
}
