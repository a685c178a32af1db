package org.rankspace.launch.link;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.rankspace.error.ErrorClass;
import org.rankspace.error.RankspaceException;

/**
 * How to reach a controller: what a connection file says.
 *
 * @param pid the controller's process
 * @param port on the loopback address
 * @param secret 64 hexadecimal digits
 * @param size how many ranks there are
 */
public record Endpoint(String name, long pid, int port, String secret, int size) {
  /** Without the secret, so that it reaches no log. */
  @Override
  public String toString() {
    return "Endpoint[name=" + name + ", pid=" + pid + ", port=" + port + ", size=" + size + "]";
  }

  List<String> lines() {
    return List.of(
        "version=" + Login.VERSION,
        "name=" + name,
        "pid=" + pid,
        "port=" + port,
        "secret=" + secret,
        "size=" + size);
  }

  static Endpoint of(Map<String, String> values, Path file) {
    try {
      return new Endpoint(
          values.getOrDefault("name", ""),
          Long.parseLong(values.getOrDefault("pid", "")),
          Integer.parseInt(values.getOrDefault("port", "")),
          values.getOrDefault("secret", ""),
          Integer.parseInt(values.getOrDefault("size", "")));
    } catch (NumberFormatException e) {
      throw new RankspaceException(
          ErrorClass.OTHER, "the connection file is damaged: file=" + file, e);
    }
  }
}
