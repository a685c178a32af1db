package org.rankspace.launch.main;

import java.io.PrintStream;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.rankspace.error.ExitCode;
import org.rankspace.error.RankspaceException;
import org.rankspace.job.Signals;
import org.rankspace.launch.cluster.Answer;
import org.rankspace.launch.cluster.Cluster;
import org.rankspace.launch.cluster.Execution;
import org.rankspace.launch.cluster.RemoteException;
import org.rankspace.launch.plan.Request;

/** {@code rankrun --cluster NAME SCRIPT}. */
final class ScriptInCluster {
  private ScriptInCluster() {}

  /** Runs the script to its end on all ranks; the exit code of the first that did not end well. */
  static int run(Request.RunInCluster wanted) {
    try (Cluster cluster = Cluster.connect(wanted.cluster())) {
      Execution execution =
          cluster
              .all()
              .run(
                  wanted.script(),
                  wanted.arguments(),
                  wanted.directory().toString(),
                  wanted.keep(),
                  ScriptInCluster::pass);
      Signals.handle("INT", execution::interrupt);
      execution.end().join();
      int code = ExitCode.OK;
      for (CompletableFuture<Answer> answer : execution.answers()) {
        int one = code(answer);
        code = code == ExitCode.OK ? one : code;
      }
      return code;
    }
  }

  private static void pass(int rank, int stream, byte[] bytes) {
    PrintStream to = stream == 1 ? System.out : System.err;
    to.write(bytes, 0, bytes.length);
    to.flush();
  }

  private static int code(CompletableFuture<Answer> answer) {
    try {
      return ((Number) answer.join().value()).intValue();
    } catch (CompletionException e) {
      System.err.println("rankrun: " + e.getCause().getMessage());
      if (e.getCause() instanceof RemoteException remote) {
        System.err.print(remote.traceback());
        return remote.type().equals("KeyboardInterrupt") ? ExitCode.INTERRUPTED : ExitCode.FAILURE;
      }
      if (e.getCause() instanceof RankspaceException) {
        return ExitCode.FAILURE;
      }
      throw e;
    }
  }
}
