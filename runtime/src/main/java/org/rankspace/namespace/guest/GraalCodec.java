package org.rankspace.namespace.guest;

import com.esotericsoftware.kryo.KryoException;
import com.oracle.graal.python.PythonLanguage;
import com.oracle.graal.python.builtins.objects.PNone;
import com.oracle.graal.python.runtime.exception.PException;
import com.oracle.truffle.api.strings.TruffleString;
import java.util.ArrayList;
import org.rankspace.codec.Codec;
import org.rankspace.codec.Format;
import org.rankspace.codec.PayloadInput;
import org.rankspace.codec.PayloadOutput;
import org.rankspace.codec.Scalars;

/**
 * The codec over GraalPy's own objects: {@link GraalWriter} and {@link GraalReader}, once more from
 * the start where an object asks for it.
 */
final class GraalCodec implements Codec {
  private static final int KEPT = 1024;

  private final GraalWriter writer;
  private final GraalReader reader;
  private final Pickling pickling;
  private final ArrayList<Object> read = new ArrayList<>();

  GraalCodec(PythonLanguage language, Pickling pickling) {
    this.pickling = pickling;
    Keys keys = new Keys();
    writer = new GraalWriter(pickling, keys);
    reader = new GraalReader(language, pickling, keys);
  }

  @Override
  public void encode(Object value, PayloadOutput out) {
    out.writeByte(Format.VERSION);
    try {
      writer.write(value, out);
    } catch (GraalWriter.NeedsPickle need) {
      out.reset();
      out.writeByte(Format.VERSION);
      writer.writePickle(GraalObjects.unwrap(pickling.dumps().execute(value)), out);
    } catch (StackOverflowError depth) {
      throw Scalars.tooDeep();
    } finally {
      writer.forget();
    }
  }

  @Override
  public Object decode(PayloadInput in) {
    try {
      Scalars.readVersion(in);
      return reader.read(in, read);
    } catch (KryoException fault) {
      throw Scalars.malformed(fault);
    } catch (PException fault) {
      // No writer of ours has made that. The fault's own message would spell the key out, for ever
      // if it contains itself.
      throw Scalars.malformed("a key that cannot be hashed");
    } catch (StackOverflowError depth) {
      throw Scalars.malformed("nesting that is too deep");
    } finally {
      if (read.size() > KEPT) {
        read.clear();
        read.trimToSize();
      } else if (!read.isEmpty()) {
        read.clear();
      }
    }
  }

  @Override
  public boolean isImmutable(Object value) {
    return value instanceof TruffleString || value == PNone.NONE || Codec.super.isImmutable(value);
  }
}
