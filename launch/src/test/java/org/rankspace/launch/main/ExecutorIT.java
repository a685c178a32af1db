package org.rankspace.launch.main;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** mpi4py's own executors, where the build could obtain them. */
@Timeout(90)
class ExecutorIT {
  private static final Path OBTAINED =
      Rankrun.COMMAND.resolveSibling("target/home/python/mpi4py/futures");
  private static final String PROGRAM =
      """
      from mpi4py import MPI
      from mpi4py.futures import MPIPoolExecutor

      def work(n):
          return n * n, MPI.COMM_WORLD.rank

      if __name__ == '__main__':
          with MPIPoolExecutor(2) as executor:
              squares, ranks = zip(*executor.map(work, range(20)))
          print(sum(squares), set(ranks) <= {1, 2}, set(ranks))
      """;

  @TempDir Path folder;

  @BeforeEach
  void areThere() {
    assumeThat(OBTAINED).exists();
  }

  @Test
  void theOtherRanksAreTheWorkers() throws IOException {
    String program = Rankrun.script(folder, PROGRAM);
    Rankrun.Result result = Rankrun.in(folder, "-np", "3", "-m", "mpi4py.futures", program).run();
    assertThat(result.out()).startsWith("2470 True {");
    assertThat(result.err()).isEmpty();
    assertThat(result.code()).isZero();
  }

  @Test
  void threadsAreTheWorkersWhereThereAreNoOtherRanks() throws IOException {
    Rankrun.Result result = Rankrun.in(folder, "-np", "1", Rankrun.script(folder, PROGRAM)).run();
    assertThat(result.out()).isEqualTo("2470 False {0}\n");
    assertThat(result.err()).contains("RuntimeWarning", "rankrun -np N -m mpi4py.futures");
    assertThat(result.code()).isZero();
  }
}
