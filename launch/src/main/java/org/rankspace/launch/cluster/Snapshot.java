package org.rankspace.launch.cluster;

import java.util.Map;

/**
 * A namespace as bytes: functions and classes by their source, other objects pickled.
 *
 * @param left the names of what could not go, each with the reason
 */
public record Snapshot(byte[] bytes, Map<String, String> left) {
  public Snapshot {
    left = Map.copyOf(left);
  }
}
