package org.rankspace.comm;

import java.util.Locale;

/**
 * The collectives; the ordinal travels in every header so that ranks in different ones can be told
 * so. Those of buffers are others than those of objects, because their bytes mean something else; a
 * form with counts is another where the blocks travel differently. So is a barrier that was
 * started, which sends messages where the other may not. Between two ranks the ordinal tells
 * objects, {@link #NONE}, from buffers, {@link #BUFFER}.
 */
enum Operation {
  NONE,
  BARRIER,
  IBARRIER,
  BCAST,
  SCATTER,
  GATHER,
  ALLGATHER,
  ALLTOALL,
  REDUCE,
  ALLREDUCE,
  SCAN,
  EXSCAN,
  REDUCE_SCATTER,
  SPLIT,
  BUFFER("Send"),
  BCAST_BUFFER("Bcast"),
  SCATTER_BUFFER("Scatter"),
  GATHER_BUFFER("Gather"),
  ALLGATHER_BUFFER("Allgather"),
  ALLGATHERV_BUFFER("Allgatherv"),
  ALLTOALL_BUFFER("Alltoall"),
  REDUCE_BUFFER("Reduce"),
  ALLREDUCE_BUFFER("Allreduce"),
  SCAN_BUFFER("Scan"),
  EXSCAN_BUFFER("Exscan"),
  REDUCE_SCATTER_BUFFER("Reduce_scatter_block"),
  REDUCE_SCATTERV_BUFFER("Reduce_scatter");

  private static final Operation[] VALUES = values();

  private final String verb;

  Operation() {
    verb = name().toLowerCase(Locale.ROOT);
  }

  Operation(String verb) {
    this.verb = verb;
  }

  static Operation of(int code) {
    return code >= 0 && code < VALUES.length ? VALUES[code] : NONE;
  }

  /** As a user calls it: {@code bcast(root=0)}. */
  String call(int root) {
    return root >= 0 ? verb + "(root=" + root + ")" : verb + "()";
  }

  /** The form that returns at once: {@code ibcast(root=0)}, {@code Ibcast(root=0)}. */
  String started(int root) {
    String call = call(root);
    if (this == IBARRIER) {
      return call;
    }
    boolean ofBuffers = Character.isUpperCase(call.charAt(0));
    return (ofBuffers ? "I" : "i") + Character.toLowerCase(call.charAt(0)) + call.substring(1);
  }
}
