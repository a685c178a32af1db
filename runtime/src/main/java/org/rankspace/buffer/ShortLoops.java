package org.rankspace.buffer;

import java.lang.foreign.MemorySegment;

/** Integers of 2 bytes, signed or not. */
final class ShortLoops extends Loops {
  private final short[] a;
  private final short[] b;
  private final boolean signed;

  ShortLoops(boolean signed) {
    this(new short[CHUNK_BYTES / Short.BYTES], new short[CHUNK_BYTES / Short.BYTES], signed);
  }

  private ShortLoops(short[] a, short[] b, boolean signed) {
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
      a[i] = (short) (a[i] + b[i]);
    }
  }

  private void product(int count) {
    for (int i = 0; i < count; i++) {
      a[i] = (short) (a[i] * b[i]);
    }
  }

  private void max(int count) {
    for (int i = 0; i < count; i++) {
      a[i] = (short) Math.max(a[i], b[i]);
    }
  }

  private void min(int count) {
    for (int i = 0; i < count; i++) {
      a[i] = (short) Math.min(a[i], b[i]);
    }
  }

  private void maxUnsigned(int count) {
    for (int i = 0; i < count; i++) {
      a[i] = (short) Math.max(a[i] & 0xFFFF, b[i] & 0xFFFF);
    }
  }

  private void minUnsigned(int count) {
    for (int i = 0; i < count; i++) {
      a[i] = (short) Math.min(a[i] & 0xFFFF, b[i] & 0xFFFF);
    }
  }

  private void and(int count) {
    for (int i = 0; i < count; i++) {
      a[i] = (short) (a[i] != 0 && b[i] != 0 ? 1 : 0);
    }
  }

  private void or(int count) {
    for (int i = 0; i < count; i++) {
      a[i] = (short) (a[i] != 0 || b[i] != 0 ? 1 : 0);
    }
  }

  private void differ(int count) {
    for (int i = 0; i < count; i++) {
      a[i] = (short) ((a[i] != 0) != (b[i] != 0) ? 1 : 0);
    }
  }

  private void bitAnd(int count) {
    for (int i = 0; i < count; i++) {
      a[i] = (short) (a[i] & b[i]);
    }
  }

  private void bitOr(int count) {
    for (int i = 0; i < count; i++) {
      a[i] = (short) (a[i] | b[i]);
    }
  }

  private void bitDiffer(int count) {
    for (int i = 0; i < count; i++) {
      a[i] = (short) (a[i] ^ b[i]);
    }
  }
}
