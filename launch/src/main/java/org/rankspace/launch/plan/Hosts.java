package org.rankspace.launch.plan;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Lists of hosts, as {@code --host} and host files write them: {@code host}, {@code host:4}, {@code
 * host slots=4 max_slots=8}, {@code user@host}; {@code #} starts a comment.
 */
final class Hosts {
  private static final Set<String> LOCAL = Set.of("localhost", "127.0.0.1", "::1", "[::1]");
  private static final Pattern ENTRY =
      Pattern.compile(
          "(?:(?<user>[^@\\s:]+)@)?(?<name>\\[[^]\\s]+]|[^\\s:@]+)(?::(?<slots>\\d+))?");
  private static final Pattern SLOTS = Pattern.compile("(?:^|\\s)slots\\s*=\\s*(\\d+)");

  /** One host; how many ranks it takes, if that is said. */
  record Host(String name, OptionalInt slots) {}

  private Hosts() {}

  /** The value of {@code --host}. */
  static List<Host> ofList(String list) {
    List<Host> hosts = new ArrayList<>();
    for (String entry : list.split(",")) {
      hosts.add(host(entry.strip(), "", "--host=" + list));
    }
    return hosts;
  }

  static List<Host> ofFile(Path file) {
    List<Host> hosts = new ArrayList<>();
    int number = 0;
    for (String line : lines(file)) {
      number++;
      String text = line.replaceFirst("#.*", "").strip();
      if (!text.isEmpty()) {
        String[] parts = text.split("\\s+", 2);
        String rest = parts.length > 1 ? parts[1] : "";
        hosts.add(host(parts[0], rest, "file=" + file + ", line=" + number));
      }
    }
    if (hosts.isEmpty()) {
      throw new Refusal("the host file names no host: file=" + file);
    }
    return hosts;
  }

  /** Ranks can run on this host only, for now. */
  static void checkLocal(List<Host> hosts, String hostName) {
    for (Host host : hosts) {
      if (!LOCAL.contains(host.name()) && !host.name().equals(hostName)) {
        throw new Refusal(
            "ranks can run on this host only, so far: host="
                + host.name()
                + "; use localhost or "
                + hostName);
      }
    }
  }

  private static List<String> lines(Path file) {
    try {
      return Files.readAllLines(file);
    } catch (NoSuchFileException e) {
      throw new Refusal("the host file does not exist: file=" + file);
    } catch (IOException e) {
      throw new Refusal("the host file cannot be read: file=" + file + ", why=" + e.getMessage());
    }
  }

  private static Host host(String entry, String rest, String where) {
    Matcher matcher = ENTRY.matcher(entry);
    if (!matcher.matches()) {
      throw new Refusal("not a host: host=" + entry + ", " + where + "; write NAME or NAME:SLOTS");
    }
    Matcher slots = SLOTS.matcher(rest);
    if (slots.find()) {
      return new Host(matcher.group("name"), OptionalInt.of(Numbers.count(slots.group(1), where)));
    }
    String count = matcher.group("slots");
    return new Host(
        matcher.group("name"),
        count == null ? OptionalInt.empty() : OptionalInt.of(Numbers.count(count, where)));
  }
}
