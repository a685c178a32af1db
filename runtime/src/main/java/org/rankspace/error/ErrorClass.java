package org.rankspace.error;

/**
 * Error classes with the values of the MPI ABI (MPI 5.0, section 20; the same as MPI 4.1's order).
 */
public enum ErrorClass {
  SUCCESS(0),
  BUFFER(1),
  COUNT(2),
  TYPE(3),
  TAG(4),
  COMM(5),
  RANK(6),
  REQUEST(7),
  ROOT(8),
  GROUP(9),
  OP(10),
  TOPOLOGY(11),
  DIMS(12),
  ARG(13),
  UNKNOWN(14),
  TRUNCATE(15),
  OTHER(16),
  INTERN(17),
  PENDING(18),
  IN_STATUS(19);

  private final int code;

  ErrorClass(int code) {
    this.code = code;
  }

  /** The value that {@code MPI_Error_class} gives. */
  public int code() {
    return code;
  }

  /** The name a user finds in the standard, as {@code MPI_ERR_RANK}. */
  public String mpiName() {
    return this == SUCCESS ? "MPI_SUCCESS" : "MPI_ERR_" + name();
  }
}
