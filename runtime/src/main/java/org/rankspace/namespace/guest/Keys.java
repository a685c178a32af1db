package org.rankspace.namespace.guest;

import com.oracle.truffle.api.strings.TruffleString;
import java.util.Arrays;

/**
 * Short ASCII texts that were keys of dicts lately, with their bytes. A program's messages have the
 * same few keys again and again: neither the bytes nor the text with its hash are made anew each
 * time. Keeps at most a few hundred, whatever comes in.
 */
final class Keys {
  /** Dicts of more entries rather have keys that do not come again. */
  static final int FEW = 32;

  static final int LONGEST = 32;

  private static final int TABLE = 256; // a power of two

  private record Key(TruffleString text, byte[] latin) {}

  private final Key[] written = new Key[TABLE];
  private final Key[] read = new Key[TABLE];

  /**
   * The text's bytes, not to be changed; null if it is not ASCII or longer than {@link #LONGEST}.
   */
  byte[] latin(TruffleString text) {
    int slot = text.hashCodeUncached(TruffleString.Encoding.UTF_32) & TABLE - 1;
    Key key = written[slot];
    if (key != null && key.text == text) {
      return key.latin;
    }
    int length = text.byteLength(TruffleString.Encoding.UTF_32) / Integer.BYTES;
    if (length > LONGEST
        || text.getCodeRangeUncached(TruffleString.Encoding.UTF_32)
            != TruffleString.CodeRange.ASCII) {
      return null;
    }
    byte[] latin =
        text.switchEncodingUncached(TruffleString.Encoding.US_ASCII)
            .copyToByteArrayUncached(TruffleString.Encoding.US_ASCII);
    written[slot] = new Key(text, latin);
    return latin;
  }

  /** The text of Latin-1 bytes, which are not kept; {@code length} is at most {@link #LONGEST}. */
  TruffleString text(byte[] bytes, int offset, int length) {
    int hash = length;
    for (int i = offset; i < offset + length; i++) {
      hash = 31 * hash + bytes[i];
    }
    int slot = (hash ^ hash >>> 8) & TABLE - 1;
    Key key = read[slot];
    if (key == null
        || !Arrays.equals(key.latin, 0, key.latin.length, bytes, offset, offset + length)) {
      byte[] latin = Arrays.copyOfRange(bytes, offset, offset + length);
      key = new Key(GraalReader.latin(latin), latin);
      read[slot] = key;
    }
    return key.text;
  }
}
