package org.rankspace.comm;

import org.rankspace.error.ErrorClass;
import org.rankspace.error.RankspaceException;

/** Ranks are in different collectives of one communicator, or in the same with different roots. */
public final class CollectiveMismatchException extends RankspaceException {
  private static final long serialVersionUID = 1L;

  CollectiveMismatchException(String message) {
    super(ErrorClass.OTHER, message);
  }
}
