package org.rankspace.job;

import java.util.LinkedHashMap;
import java.util.Map;

/** The names of the environment variables that a launcher gives its ranks. */
public final class Variables {
  /** This process's rank; absent where one process hosts all ranks. */
  public static final String RANK = "RANKSPACE_RANK";

  /** How many ranks the job has. */
  public static final String SIZE = "RANKSPACE_SIZE";

  /** The job's identifier: letters, digits and dashes, unique on this host. */
  public static final String JOB = "RANKSPACE_JOB";

  /** How frames move: {@code shm}, {@code mpj} or {@code local}. */
  public static final String TRANSPORT = "RANKSPACE_TRANSPORT";

  /** Where the launcher listens, as {@code port} on the loopback address. */
  public static final String CONTROL = "RANKSPACE_CONTROL";

  /** What a rank must know to be let in; not handed on to the Python program. */
  public static final String SECRET = "RANKSPACE_SECRET";

  private Variables() {}

  /**
   * What a rank's program finds about its place, under the names that scripts written for other
   * launchers look for. ({@code OMPI_*} is left out: it would mislead real Open MPI programs.)
   */
  public static Map<String, String> ofProgram(int rank, int size) {
    Map<String, String> variables = new LinkedHashMap<>();
    for (String name : new String[] {RANK, "RANK", "LOCAL_RANK", "PMI_RANK"}) {
      variables.put(name, Integer.toString(rank));
    }
    for (String name : new String[] {SIZE, "WORLD_SIZE", "LOCAL_WORLD_SIZE", "PMI_SIZE"}) {
      variables.put(name, Integer.toString(size));
    }
    return variables;
  }
}
