package org.rankspace.job;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.OptionalInt;
import org.rankspace.error.ErrorClass;
import org.rankspace.error.RankspaceException;

/**
 * A process's place in a job: what the launcher tells it by environment variables, so that it can
 * connect and ask for the rest.
 *
 * @param rank empty where the process hosts all ranks of the job
 * @param job letters, digits and dashes; unique on this host
 * @param transport {@code shm}, {@code mpj} or {@code local}
 * @param controlPort where the launcher listens on the loopback address
 */
public record Membership(
    OptionalInt rank, int size, String job, String transport, int controlPort, String secret) {

  /**
   * The place that {@code environment} describes.
   *
   * @throws RankspaceException when a variable is missing or not what it should be
   */
  public static Membership of(Map<String, String> environment) {
    OptionalInt rank =
        environment.containsKey(Variables.RANK)
            ? OptionalInt.of(number(environment, Variables.RANK))
            : OptionalInt.empty();
    return new Membership(
        rank,
        number(environment, Variables.SIZE),
        text(environment, Variables.JOB),
        text(environment, Variables.TRANSPORT),
        number(environment, Variables.CONTROL),
        text(environment, Variables.SECRET));
  }

  /** The variables that {@link #of} reads. */
  public Map<String, String> toEnvironment() {
    Map<String, String> environment = new LinkedHashMap<>();
    rank.ifPresent(r -> environment.put(Variables.RANK, Integer.toString(r)));
    environment.put(Variables.SIZE, Integer.toString(size));
    environment.put(Variables.JOB, job);
    environment.put(Variables.TRANSPORT, transport);
    environment.put(Variables.CONTROL, Integer.toString(controlPort));
    environment.put(Variables.SECRET, secret);
    return environment;
  }

  /** Without the secret, so that it reaches no log. */
  @Override
  public String toString() {
    return "Membership[rank=" + rank + ", size=" + size + ", job=" + job + "]";
  }

  private static int number(Map<String, String> environment, String name) {
    String text = text(environment, name);
    try {
      return Integer.parseInt(text);
    } catch (NumberFormatException e) {
      throw broken("environment variable is not a number: " + name + "=" + text);
    }
  }

  private static String text(Map<String, String> environment, String name) {
    String text = environment.get(name);
    if (text == null) {
      throw broken("environment variable is missing: " + name);
    }
    return text;
  }

  private static RankspaceException broken(String what) {
    return new RankspaceException(
        ErrorClass.OTHER, what + "; ranks are started by rankrun, not by hand");
  }
}
