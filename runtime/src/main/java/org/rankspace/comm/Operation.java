package org.rankspace.comm;

import java.util.Locale;

/**
 * The collectives; the ordinal travels in every header so that ranks in different ones can be told
 * so.
 */
enum Operation {
  NONE,
  BARRIER,
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
  SPLIT;

  private static final Operation[] VALUES = values();

  static Operation of(int code) {
    return code >= 0 && code < VALUES.length ? VALUES[code] : NONE;
  }

  /** As a user calls it: {@code bcast(root=0)}. */
  String call(int root) {
    String name = name().toLowerCase(Locale.ROOT);
    return root >= 0 ? name + "(root=" + root + ")" : name + "()";
  }
}
