package org.rankspace.comm;

import java.util.function.BinaryOperator;

/**
 * Reductions of plain Java values for callers of the Java API (MPI 4.1, section 6.9.2). Numbers are
 * combined as {@code long} if both are integers, else as {@code double}; Python's own objects are
 * combined by Python.
 */
public enum Op implements BinaryOperator<Object> {
  SUM,
  PROD,
  MAX,
  MIN;

  @Override
  public Object apply(Object lower, Object higher) {
    Number a = (Number) lower;
    Number b = (Number) higher;
    if (isInteger(a) && isInteger(b)) {
      return switch (this) {
        case SUM -> Math.addExact(a.longValue(), b.longValue());
        case PROD -> Math.multiplyExact(a.longValue(), b.longValue());
        case MAX -> Math.max(a.longValue(), b.longValue());
        case MIN -> Math.min(a.longValue(), b.longValue());
      };
    }
    return switch (this) {
      case SUM -> a.doubleValue() + b.doubleValue();
      case PROD -> a.doubleValue() * b.doubleValue();
      case MAX -> Math.max(a.doubleValue(), b.doubleValue());
      case MIN -> Math.min(a.doubleValue(), b.doubleValue());
    };
  }

  private static boolean isInteger(Number number) {
    return number instanceof Integer || number instanceof Long;
  }
}
