package org.rankspace.launch.process;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import org.rankspace.error.ErrorClass;
import org.rankspace.error.RankspaceException;
import org.rankspace.libc.Spawn;
import org.rankspace.pool.Streams;

/**
 * A small shell that sweeps up behind the launcher: it reads the process groups of the job from a
 * pipe, and when the pipe ends, because the job did or because the launcher was killed, it kills
 * what is left of them and removes the job's shared memory.
 *
 * <p>Python ranks end by themselves when their launcher is gone; this reaches stopped ones, other
 * programs, and what any of them has started.
 */
final class Reaper implements AutoCloseable {
  private static final String SCRIPT =
      """
      trap '' INT TERM HUP QUIT TSTP
      cd /
      groups=
      while read -r line; do
          case $line in
              free*)
                  kept=
                  for group in $groups; do
                      [ "$group" = "${line#free }" ] || kept="$kept $group"
                  done
                  groups=$kept ;;
              *) groups="$groups $line" ;;
          esac
      done
      [ -n "$groups" ] && kill -s KILL -- $groups 2>/dev/null
      for file in /dev/shm/rankspace-"$1"-*; do
          [ ! -e "$file" ] || rm -f "$file"
      done
      """;

  private final int shell;
  private final OutputStream groups;

  /** To be called before there are sockets, which the shell would have as well. */
  Reaper(String job) {
    Streams.Pipe pipe = Streams.pipeTo().orElseThrow(() -> failed("no pipe", null));
    shell = Spawn.start(pipe.theirs(), "/bin/sh", "-c", SCRIPT, "rankspace-reaper", job);
    Streams.close(pipe.theirs());
    if (shell < 0) {
      Streams.close(pipe.ours());
      throw failed("/bin/sh cannot be started", null);
    }
    try {
      groups = pipe.output();
    } catch (IOException e) {
      throw failed(e.getMessage(), e);
    }
  }

  private static RankspaceException failed(String why, IOException cause) {
    return new RankspaceException(ErrorClass.OTHER, "no job can be looked after: " + why, cause);
  }

  /** Adds one group to those that must not outlive the launcher. */
  void watch(Child child) {
    say(group(child));
  }

  /** Takes one away again, which lives on without the job. */
  void forget(Child child) {
    say("free " + group(child));
  }

  private static String group(Child child) {
    return child.grouped() ? "-" + child.pid() : Long.toString(child.pid());
  }

  /** Kills what is left, and returns when it is gone. */
  @Override
  public void close() {
    try {
      groups.close();
      Spawn.await(shell);
    } catch (IOException e) {
      // killed by somebody: then there is no second net
    }
  }

  private synchronized void say(String line) {
    try {
      groups.write((line + "\n").getBytes(StandardCharsets.US_ASCII));
      groups.flush();
    } catch (IOException e) {
      // as above
    }
  }
}
