package org.rankspace.launch.cluster;

import java.util.ArrayList;
import java.util.List;

/**
 * What came of one task.
 *
 * @param failure null if it went well
 */
public record Outcome(Object result, RemoteException failure) {
  /**
   * The result.
   *
   * @throws RemoteException if there is none
   */
  public Object get() {
    if (failure != null) {
      throw failure;
    }
    return result;
  }

  /** Those of a {@code farm} call. */
  static List<Outcome> of(Answer answer) {
    List<Outcome> outcomes = new ArrayList<>();
    for (Object one : (List<?>) answer.value()) {
      List<Object> pair = Function.elements(one);
      outcomes.add((Boolean) pair.get(0) ? new Outcome(pair.get(1), null) : failed(answer, pair));
    }
    return outcomes;
  }

  private static Outcome failed(Answer answer, List<Object> pair) {
    List<Object> triple = Function.elements(pair.get(1));
    return new Outcome(
        null,
        new RemoteException(
            answer, (String) triple.get(0), (String) triple.get(1), (String) triple.get(2)));
  }
}
