package org.rankspace.buffer;

/** The operations that are known for elements (MPI 4.1, section 6.9.2). */
public enum Operator {
  SUM,
  PROD,
  MAX,
  MIN,
  LAND,
  LOR,
  LXOR,
  BAND,
  BOR,
  BXOR;

  boolean isBitwise() {
    return this == BAND || this == BOR || this == BXOR;
  }
}
