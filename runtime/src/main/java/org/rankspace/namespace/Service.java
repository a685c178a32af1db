package org.rankspace.namespace;

import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.graalvm.polyglot.Value;
import org.rankspace.codec.Codec;
import org.rankspace.codec.PayloadInput;
import org.rankspace.codec.PayloadOutput;
import org.rankspace.codec.PlainCodec;
import org.rankspace.error.PythonException;
import org.rankspace.error.RankspaceException;
import org.rankspace.namespace.guest.Objects;

/**
 * Carries out calls from outside in one namespace; docs/cluster.md lists them. To be used by the
 * namespace's own thread.
 */
public final class Service {
  /** What clients often ask for. */
  private static final List<List<Object>> REHEARSED =
      List.of(
          List.of("put", Map.of("x", 3)),
          List.of("execute", "y = x + 1", false),
          List.of("get", "y"));

  private final Namespace namespace;
  private final Objects objects;
  private final Codec reader;
  private final Codec writer;
  private final Value handle;
  private final Value rehearse;
  private final int rank;

  Service(
      Namespace namespace, Objects objects, Value module, int rank, Supplier<String> interruption) {
    this.namespace = namespace;
    this.rank = rank;
    this.objects = objects;
    this.reader = objects.codec();
    this.writer = objects.plainCodec();
    this.handle = module.getMember("handle");
    this.rehearse = module.getMember("rehearse");
    module.getMember("handle_interrupts").executeVoid(interruption);
  }

  /**
   * Carries out one call, to its end.
   *
   * @param sent a tuple in the codec's format, or where it lies; see {@link LentMemory}
   * @return the answer, in the same format and without pickles, or where it lies
   * @throws PythonException what the call raised; {@code KeyboardInterrupt} and {@code SystemExit}
   *     included
   * @throws RankspaceException when the call is not in the codec's format, or not to be had
   */
  public byte[] answer(byte[] sent) {
    PayloadOutput out = new PayloadOutput();
    try (LentMemory memory = new LentMemory(sent, rank)) {
      PythonException raised =
          namespace.inside(
              () -> {
                Object arguments = reader.decode(new PayloadInput().open(memory.call()));
                Value result = handle.execute(objects.toPython(arguments));
                Value answer = result.getArrayElement(1);
                if (!result.getArrayElement(0).asBoolean()) {
                  return exception(answer);
                }
                writer.encode(objects.of(answer), out);
                return null;
              });
      if (raised != null) {
        throw raised;
      }
      return memory.answer(out);
    }
  }

  /**
   * Carries out calls in names of their own, so that nothing changes.
   *
   * @throws RankspaceException what one of them raised, where the interpreter is not as usual
   */
  public void rehearse() {
    rehearse(true);
    try {
      for (List<Object> call : REHEARSED) {
        PayloadOutput out = new PayloadOutput();
        new PlainCodec().encode(new PlainCodec.Tuple(call), out);
        answer(out.toByteArray());
      }
    } finally {
      rehearse(false);
    }
  }

  private void rehearse(boolean on) {
    namespace.inside(() -> rehearse.execute(on));
  }

  private static PythonException exception(Value description) {
    return new PythonException(
        description.getArrayElement(0).asString(),
        description.getArrayElement(1).asString(),
        description.getArrayElement(2).asString());
  }
}
