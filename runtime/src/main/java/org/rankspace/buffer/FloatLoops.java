package org.rankspace.buffer;

import java.lang.foreign.MemorySegment;

/** Floating-point numbers of 4 bytes. */
final class FloatLoops extends Loops {
  private final float[] a;
  private final float[] b;

  FloatLoops() {
    this(new float[CHUNK_BYTES / Float.BYTES], new float[CHUNK_BYTES / Float.BYTES]);
  }

  private FloatLoops(float[] a, float[] b) {
    super(MemorySegment.ofArray(a), MemorySegment.ofArray(b));
    this.a = a;
    this.b = b;
  }

  @Override
  void apply(Operator operator, int count) {
    switch (operator) {
      case SUM -> sum(count);
      case PROD -> product(count);
      case MAX -> max(count);
      case MIN -> min(count);
      case LAND -> and(count);
      case LOR -> or(count);
      case LXOR -> differ(count);
      case BAND, BOR, BXOR -> throw new IllegalArgumentException(operator.name());
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

  private void and(int count) {
    for (int i = 0; i < count; i++) {
      a[i] = a[i] != 0.0f && b[i] != 0.0f ? 1.0f : 0.0f;
    }
  }

  private void or(int count) {
    for (int i = 0; i < count; i++) {
      a[i] = a[i] != 0.0f || b[i] != 0.0f ? 1.0f : 0.0f;
    }
  }

  private void differ(int count) {
    for (int i = 0; i < count; i++) {
      a[i] = (a[i] != 0.0f) != (b[i] != 0.0f) ? 1.0f : 0.0f;
    }
  }
}
