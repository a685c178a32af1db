package org.rankspace.codec;

import com.esotericsoftware.kryo.KryoException;
import com.esotericsoftware.kryo.io.Output;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.rankspace.error.ErrorClass;
import org.rankspace.error.RankspaceException;

/**
 * The values of {@link Format} that contain no others, and the checks that every reader of lengths
 * needs.
 */
public final class Scalars {
  private Scalars() {}

  public static void writeInt(Output out, long value) {
    out.writeByte(Format.INT);
    out.writeVarLong(value, false);
  }

  public static void writeBigInt(Output out, BigInteger value) {
    if (value.bitLength() < Long.SIZE) {
      writeInt(out, value.longValue());
      return;
    }
    byte[] bytes = value.toByteArray();
    out.writeByte(Format.BIG_INT);
    out.writeVarInt(bytes.length, true);
    out.writeBytes(bytes);
  }

  public static void writeFloat(Output out, double value) {
    out.writeByte(Format.FLOAT);
    out.writeDouble(value);
  }

  public static void writeText(Output out, String text) {
    boolean latin = true;
    for (int i = 0; i < text.length() && latin; i++) {
      latin = text.charAt(i) < 256;
    }
    byte[] bytes = text.getBytes(latin ? StandardCharsets.ISO_8859_1 : StandardCharsets.UTF_16LE);
    out.writeByte(latin ? Format.LATIN_TEXT : Format.WIDE_TEXT);
    out.writeVarInt(bytes.length, true);
    out.writeBytes(bytes);
  }

  public static BigInteger readBigInt(PayloadInput in) {
    return new BigInteger(readBytes(in, 1));
  }

  public static String readText(PayloadInput in, int code) {
    byte[] bytes = readBytes(in, 0);
    return new String(
        bytes, code == Format.LATIN_TEXT ? StandardCharsets.ISO_8859_1 : StandardCharsets.UTF_16LE);
  }

  /** A length and that many bytes, at least {@code least}. */
  public static byte[] readBytes(PayloadInput in, int least) {
    int length = readCount(in, 1);
    if (length < least) {
      throw malformed("a length of " + length);
    }
    return readExactly(in, length);
  }

  /** That many bytes, of which it is known that so many can follow. */
  public static byte[] readExactly(PayloadInput in, int length) {
    byte[] bytes = new byte[length];
    in.readInto(bytes, length);
    return bytes;
  }

  /**
   * A number of elements of at least {@code leastBytes} each: never more than the rest of the
   * message can hold, so that a forged count costs no memory.
   */
  public static int readCount(PayloadInput in, int leastBytes) {
    int count = in.readVarInt(true);
    if (count < 0 || (long) count * leastBytes > in.unclaimed()) {
      throw malformed(
          "a count of "
              + Integer.toUnsignedString(count)
              + " with "
              + in.unclaimed()
              + " bytes left");
    }
    return count;
  }

  /**
   * As {@link #readCount}, for elements that are values themselves: claims their bytes. To be
   * followed by {@link PayloadInput#release} of {@code leastBytes} before each element is read.
   */
  public static int readElementCount(PayloadInput in, int leastBytes) {
    int count = readCount(in, leastBytes);
    in.claim((long) count * leastBytes);
    return count;
  }

  /**
   * The container that a {@link Format#REFERENCE} names, of those that this message has had so far.
   */
  public static Object readReference(PayloadInput in, List<Object> seen) {
    int number = in.readVarInt(true);
    if (number < 0 || number >= seen.size()) {
      throw malformed("a reference to container " + number + " of " + seen.size());
    }
    return seen.get(number);
  }

  /** The one error for bytes that no codec of ours has written. */
  public static RankspaceException malformed(String what) {
    return new RankspaceException(
        ErrorClass.OTHER, "the message is not in Rankspace's format: it has " + what);
  }

  /** The error for an object that no reader would take. */
  public static RankspaceException tooDeep() {
    return new RankspaceException(
        ErrorClass.TYPE,
        "the object is nested too deeply to be sent: limit=%d levels".formatted(Format.MAX_DEPTH));
  }

  /** Starts a message. */
  public static void writeVersion(Output out) {
    out.writeByte(Format.VERSION);
  }

  /** Checks what {@link #writeVersion} wrote. */
  public static void readVersion(PayloadInput in) {
    int version = in.readByte();
    if (version != Format.VERSION) {
      throw malformed("format version " + version + " where this is version " + Format.VERSION);
    }
  }

  /** The fault that Kryo raises on truncated or overlong input, as ours. */
  public static RankspaceException malformed(KryoException fault) {
    return malformed("a fault: " + fault.getMessage());
  }
}
