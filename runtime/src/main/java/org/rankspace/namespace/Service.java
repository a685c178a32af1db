package org.rankspace.namespace;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
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

  private static final int MOST_CODES = 1000;

  private final Namespace namespace;
  private final Objects objects;
  private final Codec reader;
  private final Codec writer;
  private final Value handle;
  private final Value run;
  private final Value codeOf;
  private final Map<String, Value> codes = new HashMap<>();
  private final Value flush;
  private final Value streams;
  private final Value rehearse;
  private final int rank;
  private Value names;
  private PythonException raised;

  Service(
      Namespace namespace, Objects objects, Value module, int rank, Supplier<String> interruption) {
    this.namespace = namespace;
    this.rank = rank;
    this.objects = objects;
    this.reader = objects.codec();
    this.writer = objects.plainCodec();
    Consumer<List<String>> failed =
        how -> raised = new PythonException(how.get(0), how.get(1), how.get(2));
    Value entries = module.getMember("Entries").execute(failed);
    this.handle = entries.getMember("uncompiled_handle");
    this.run = entries.getMember("uncompiled_run");
    this.codeOf = module.getMember("code_of");
    this.flush = module.getMember("flush");
    this.streams = module.getMember("sys").getMember("__dict__");
    this.rehearse = module.getMember("rehearse");
    this.names = rehearse.execute(false);
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
      raised = null;
      namespace.inside(
          () -> {
            Object call = reader.decode(new PayloadInput().open(memory.call()));
            Object answer = carryOut(call);
            if (mayHoldBack("stdout") || mayHoldBack("stderr")) {
              flush.executeVoid();
            }
            if (raised == null) {
              writer.encode(answer, out);
            }
            return null;
          });
      if (raised != null) {
        throw raised;
      }
      return memory.answer(out);
    }
  }

  /** Calls of the most frequent kinds go the shortest ways, for little in them is compiled. */
  private Object carryOut(Object call) {
    List<Object> parts = objects.parts(call);
    int length = parts.size();
    String verb = length == 0 ? null : objects.text(parts.get(0));
    String text = length < 2 ? null : objects.text(parts.get(1));
    if ("get".equals(verb) && length == 2 && text != null && names.hasHashEntry(text)) {
      return objects.of(names.getHashValue(text));
    }
    if ("execute".equals(verb)
        && length == 3
        && Boolean.FALSE.equals(parts.get(2))
        && text != null) {
      return objects.of(run.execute(code(text)));
    }
    Map<String, Object> values =
        "put".equals(verb) && length == 2 ? objects.entries(parts.get(1)) : null;
    if (values != null) {
      values.forEach((name, value) -> names.putHashEntry(name, objects.toPython(value)));
      return objects.none();
    }
    return objects.of(handle.execute(objects.toPython(call)));
  }

  /** Python keeps it, too; not to ask for it makes {@code execute} a tenth quicker. */
  private Value code(String text) {
    Value code = codes.get(text);
    if (code == null) {
      if (codes.size() >= MOST_CODES) {
        codes.clear();
      }
      code = codeOf.execute(text, false).getArrayElement(0);
      codes.put(text, code);
    }
    return code;
  }

  private boolean mayHoldBack(String stream) {
    return objects.mayHoldBack(streams.getHashValueOrDefault(stream, false));
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
    names = namespace.inside(() -> rehearse.execute(on));
  }
}
