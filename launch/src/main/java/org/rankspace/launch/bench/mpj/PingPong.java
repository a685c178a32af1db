package org.rankspace.launch.bench.mpj;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import mpi.MPI;

/** Between ranks 0 and 1 there and back, with the same kinds of messages as in messages.py. */
final class PingPong {
  private static final int TAG = 7;
  private static final int INTS = 100;
  private static final int FLOATS = 100_000;

  private final Object[] object;
  private final byte[] buffer;

  /** The words of a case: name, form, what, bytes. */
  PingPong(List<String> words) {
    int bytes = Integer.parseInt(words.get(3));
    boolean isObject = words.get(1).equals("object");
    this.buffer = isObject ? null : new byte[bytes];
    this.object = isObject ? new Object[] {object(words.get(2), bytes)} : null;
  }

  private static Object object(String what, int bytes) {
    return switch (what) {
      case "int" -> 12345;
      case "float" -> 3.25;
      case "str" -> "a short string";
      case "dict" -> new HashMap<>(Map.of("a", 1, "b", List.of(1.0, 2.0), "c", "x".repeat(10)));
      case "ints" -> IntStream.range(0, INTS).toArray();
      case "floats" -> IntStream.range(0, FLOATS).asDoubleStream().map(i -> i / 3).toArray();
      case "bytes" -> new byte[bytes];
      default -> throw new IllegalArgumentException(what);
    };
  }

  /** Seconds for so many turns, at this rank. */
  double round(boolean begins, int turns) {
    turn(begins);
    long startNs = System.nanoTime();
    for (int i = 0; i < turns; i++) {
      turn(begins);
    }
    return (System.nanoTime() - startNs) / 1e9;
  }

  private void turn(boolean begins) {
    if (begins) {
      send(1);
      receive(1);
    } else {
      receive(0);
      send(0);
    }
  }

  private void send(int dest) {
    if (buffer == null) {
      MPI.COMM_WORLD.Send(object, 0, 1, MPI.OBJECT, dest, TAG);
    } else {
      MPI.COMM_WORLD.Send(buffer, 0, buffer.length, MPI.BYTE, dest, TAG);
    }
  }

  private void receive(int source) {
    if (buffer == null) {
      MPI.COMM_WORLD.Recv(new Object[1], 0, 1, MPI.OBJECT, source, TAG);
    } else {
      MPI.COMM_WORLD.Recv(buffer, 0, buffer.length, MPI.BYTE, source, TAG);
    }
  }
}
