package org.rankspace.namespace;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.List;
import org.rankspace.codec.Format;

/**
 * A message whose bytes are held still, a line of {@code golden.txt}.
 *
 * @param name the code of {@link org.rankspace.codec.Format} it is about, and what is special
 * @param plain what plain Java makes of it: {@code same}, {@code refused}, or another expression
 * @param expression the object, in Python
 * @param bytes the message
 */
record Golden(String name, String plain, String expression, byte[] bytes) {
  static List<Golden> all() {
    try (InputStream file = Golden.class.getResourceAsStream("golden.txt")) {
      return new String(file.readAllBytes(), StandardCharsets.UTF_8)
          .lines()
          .filter(line -> !line.startsWith("#") && !line.isBlank())
          .map(Golden::of)
          .toList();
    } catch (IOException fault) {
      throw new UncheckedIOException(fault);
    }
  }

  private static Golden of(String line) {
    String[] parts = line.split(" \\| ", -1);
    return new Golden(parts[0], parts[1], parts[2], HexFormat.of().parseHex(parts[3].strip()));
  }

  /** A reference is never the whole message; every other code starts one. */
  boolean isAbout(String code, int value) {
    return name.split(" ")[0].equals(code) && (value == Format.REFERENCE || bytes[1] == value);
  }

  /** The line of the file, with other bytes. */
  String line(byte[] changed) {
    return String.join(" | ", name, plain, expression, HexFormat.of().formatHex(changed));
  }

  /** Named by what it is about. */
  @Override
  public String toString() {
    return name;
  }
}
