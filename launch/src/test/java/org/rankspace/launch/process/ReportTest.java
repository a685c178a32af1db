package org.rankspace.launch.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.rankspace.job.Ending;
import org.rankspace.job.Message;

@Timeout(20)
class ReportTest {
  private static final String TRACEBACK =
      "Traceback (most recent call last):\n  File \"a.py\", line 1\nValueError: boom\n";

  private static Failure raised(int rank) {
    return Failure.reported(
        rank, 100 + rank, new Message.Failed(Ending.RAISED, 1, "ValueError: boom", TRACEBACK));
  }

  private static Failure failed(int rank, Ending ending, int code) {
    return Failure.reported(rank, 100 + rank, new Message.Failed(ending, code, "", ""));
  }

  @Test
  void showsTheTracebackOnceAndGroupsTheRest() {
    assertThat(
            Report.of(
                List.of(raised(1), raised(0), failed(3, Ending.EXITED, 7), raised(2)), 1, "h", 1))
        .isEqualTo(
            """
            rankrun: rank 1 (h, pid 101) raised ValueError: boom
            Traceback (most recent call last):
              File "a.py", line 1
            ValueError: boom
            rankrun: the same on ranks 0, 2
            rankrun: then rank 3 (h, pid 103) called sys.exit(7)
            rankrun: stopped 1 other rank; exit code 1
            """);
  }

  @Test
  void saysAbortInTheWordsOfMpi() {
    Failure failure = failed(2, Ending.ABORTED, 9);
    assertThat(failure.exitCode()).isEqualTo(9);
    assertThat(Report.of(List.of(failure), 3, "h", 9))
        .isEqualTo(
            """
            rankrun: rank 2 (h, pid 102) called abort(9)
            MPI_ABORT was invoked on rank 2 in communicator MPI_COMM_WORLD with errorcode 9.
            rankrun: stopped 3 other ranks; exit code 9
            """);
  }

  @Test
  void neverTakesAFailureForASuccess() {
    assertThat(failed(0, Ending.LEFT, 0).exitCode()).isEqualTo(1);
    assertThat(failed(0, Ending.EXITED, 256).exitCode()).isEqualTo(1);
    assertThat(failed(0, Ending.EXITED, -1).exitCode()).isEqualTo(255);
    assertThat(failed(0, Ending.LEFT, 0).how())
        .isEqualTo("left by os._exit(0), without finalizing");
  }

  @Test
  void listsAFewAndCountsTheRest() {
    List<Failure> many =
        java.util.stream.IntStream.range(0, 8)
            .mapToObj(rank -> failed(rank, Ending.EXITED, rank + 1))
            .toList();
    assertThat(Report.of(many, 0, "h", 1).lines())
        .hasSize(6)
        .last()
        .isEqualTo("rankrun: and 3 more");
  }
}
