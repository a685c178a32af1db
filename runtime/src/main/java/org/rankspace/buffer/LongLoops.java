package org.rankspace.buffer;

import java.lang.foreign.MemorySegment;

/** Integers of 8 bytes, signed or not. */
final class LongLoops extends Loops {
  private final long[] a;
  private final long[] b;
  private final boolean signed;

  LongLoops(boolean signed) {
    this(new long[CHUNK_BYTES / Long.BYTES], new long[CHUNK_BYTES / Long.BYTES], signed);
  }

  private LongLoops(long[] a, long[] b, boolean signed) {
    super(MemorySegment.ofArray(a), MemorySegment.ofArray(b));
    this.a = a;
    this.b = b;
    this.signed = signed;
  }

  @Override
  void apply(Operator operator, int count) {
    switch (operator) {
      case SUM -> sum(count);
      case PROD -> product(count);
      case MAX -> {
        if (signed) {
          max(count);
        } else {
          maxUnsigned(count);
        }
      }
      case MIN -> {
        if (signed) {
          min(count);
        } else {
          minUnsigned(count);
        }
      }
      case LAND -> and(count);
      case LOR -> or(count);
      case LXOR -> differ(count);
      case BAND -> bitAnd(count);
      case BOR -> bitOr(count);
      case BXOR -> bitDiffer(count);
    }
  }

  private void sum(int count) {
    for (int i = 0; i < count; i++) {
      a[i] = a[i] + b[i];
    }
  }

  private void product(int count) {
    for (int i = 0; i < count; i++) {
      a[i] = a[i] * b[i];
    }
  }

  private void max(int count) {
    for (int i = 0; i < count; i++) {
      a[i] = Math.max(a[i], b[i]);
    }
  }

  private void min(int count) {
    for (int i = 0; i < count; i++) {
      a[i] = Math.min(a[i], b[i]);
    }
  }

  private void maxUnsigned(int count) {
    for (int i = 0; i < count; i++) {
      a[i] = Long.compareUnsigned(a[i], b[i]) >= 0 ? a[i] : b[i];
    }
  }

  private void minUnsigned(int count) {
    for (int i = 0; i < count; i++) {
      a[i] = Long.compareUnsigned(a[i], b[i]) <= 0 ? a[i] : b[i];
    }
  }

  private void and(int count) {
    for (int i = 0; i < count; i++) {
      a[i] = a[i] != 0 && b[i] != 0 ? 1L : 0L;
    }
  }

  private void or(int count) {
    for (int i = 0; i < count; i++) {
      a[i] = a[i] != 0 || b[i] != 0 ? 1L : 0L;
    }
  }

  private void differ(int count) {
    for (int i = 0; i < count; i++) {
      a[i] = (a[i] != 0) != (b[i] != 0) ? 1L : 0L;
    }
  }

  private void bitAnd(int count) {
    for (int i = 0; i < count; i++) {
      a[i] = a[i] & b[i];
    }
  }

  private void bitOr(int count) {
    for (int i = 0; i < count; i++) {
      a[i] = a[i] | b[i];
    }
  }

  private void bitDiffer(int count) {
    for (int i = 0; i < count; i++) {
      a[i] = a[i] ^ b[i];
    }
  }
}
