package org.rankspace.pool;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.rankspace.error.RankspaceException;
import org.rankspace.job.Membership;
import org.rankspace.libc.Libc;

/**
 * What an idle process needs to become a rank.
 *
 * @param directory where the rank works
 * @param environment what a process started for it would find, its membership included
 * @param in descriptor of what becomes its standard input; {@code out} and {@code err} alike
 */
public record Handover(Path directory, Map<String, String> environment, int in, int out, int err) {
  private static final int STREAMS = 3;

  public Handover {
    environment = Map.copyOf(environment);
  }

  /** The rank it shall become. */
  public Membership membership() {
    return Membership.of(environment);
  }

  /** As a record for the socket, without the descriptors. */
  byte[] text() {
    StringBuilder text = new StringBuilder(directory + "\0");
    environment.forEach((name, value) -> text.append(name).append('=').append(value).append('\0'));
    return text.toString().getBytes(StandardCharsets.UTF_8);
  }

  /**
   * What {@link #text} and three descriptors say; empty, and all closed, when they are not that.
   */
  static Optional<Handover> of(LocalSocket.Parcel parcel) {
    String[] lines = new String(parcel.bytes(), StandardCharsets.UTF_8).split("\0");
    Map<String, String> environment = new LinkedHashMap<>();
    for (String line : Arrays.asList(lines).subList(1, lines.length)) {
      int equals = line.indexOf('=');
      if (equals > 0) {
        environment.put(line.substring(0, equals), line.substring(equals + 1));
      }
    }
    int[] streams = parcel.descriptors();
    try {
      if (streams.length == STREAMS) {
        Membership.of(environment);
        Path directory = Path.of(lines[0]);
        return Optional.of(
            new Handover(directory, environment, streams[0], streams[1], streams[2]));
      }
    } catch (RankspaceException e) {
      // not from a launcher of ours
    }
    for (int descriptor : streams) {
      Libc.close(descriptor);
    }
    return Optional.empty();
  }

  /** Makes the descriptors this process's standard streams, and the directory its own. */
  public void adopt() {
    Streams.replace(in, out, err);
    Libc.changeDirectory(directory.toString());
  }
}
