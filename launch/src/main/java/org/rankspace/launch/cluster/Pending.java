package org.rankspace.launch.cluster;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.rankspace.codec.PayloadInput;
import org.rankspace.codec.PlainCodec;
import org.rankspace.error.RankspaceException;
import org.rankspace.launch.link.Frame;

/** A request whose answers are coming in. Used by the receiving thread, but for its futures. */
final class Pending {
  /** One rank's part. */
  private static final class Part {
    final CompletableFuture<Answer> answer = new CompletableFuture<>();
    final ByteArrayOutputStream out = new ByteArrayOutputStream();
    final ByteArrayOutputStream err = new ByteArrayOutputStream();

    Answer with(int rank, Object value) {
      return new Answer(
          rank, value, out.toString(StandardCharsets.UTF_8), err.toString(StandardCharsets.UTF_8));
    }
  }

  private final Map<Integer, Part> parts = new LinkedHashMap<>();
  private final Listener listener;

  Pending(int[] ranks, Listener listener) {
    this.listener = listener;
    for (int rank : ranks) {
      parts.put(rank, new Part());
    }
  }

  /** In the order of the ranks asked. */
  List<CompletableFuture<Answer>> answers() {
    return parts.values().stream().map(part -> part.answer).toList();
  }

  boolean isComplete() {
    return parts.values().stream().allMatch(part -> part.answer.isDone());
  }

  void output(Frame.Output output) {
    Part part = parts.get(output.rank());
    (output.stream() == 1 ? part.out : part.err).writeBytes(output.bytes());
    listener.output(output.rank(), output.stream(), output.bytes());
  }

  void result(int rank, byte[] value) {
    Part part = parts.get(rank);
    try {
      part.answer.complete(part.with(rank, decode(value)));
    } catch (RankspaceException e) {
      part.answer.completeExceptionally(
          new RemoteException(part.with(rank, null), "RankspaceError", e.getMessage(), ""));
    }
  }

  void failure(int rank, byte[] value) {
    Part part = parts.get(rank);
    List<Object> triple = Function.elements(decode(value));
    part.answer.completeExceptionally(
        new RemoteException(
            part.with(rank, null),
            (String) triple.get(0),
            (String) triple.get(1),
            (String) triple.get(2)));
  }

  void fail(RankspaceException why) {
    parts.values().forEach(part -> part.answer.completeExceptionally(why));
  }

  private static Object decode(byte[] value) {
    return new PlainCodec().decode(new PayloadInput().open(value));
  }
}
