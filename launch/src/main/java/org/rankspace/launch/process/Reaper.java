package org.rankspace.launch.process;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

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
      rm -f /dev/shm/rankspace-"$1"-*
      """;

  private final Process shell;
  private final OutputStream groups;

  Reaper(String job) {
    ProcessBuilder builder = new ProcessBuilder("/bin/sh", "-c", SCRIPT, "rankspace-reaper", job);
    builder.directory(Path.of("/").toFile());
    builder.redirectOutput(ProcessBuilder.Redirect.DISCARD);
    builder.redirectError(ProcessBuilder.Redirect.DISCARD);
    try {
      shell = builder.start();
      groups = shell.getOutputStream();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
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
      shell.waitFor();
    } catch (IOException e) {
      // killed by somebody: then there is no second net
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
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
