package org.rankspace.namespace.guest;

import com.oracle.graal.python.builtins.PythonBuiltinClassType;
import com.oracle.graal.python.builtins.objects.PNone;
import com.oracle.graal.python.builtins.objects.array.PArray;
import com.oracle.graal.python.builtins.objects.bytes.PBytes;
import com.oracle.graal.python.builtins.objects.bytes.PBytesLike;
import com.oracle.graal.python.builtins.objects.common.HashingStorage;
import com.oracle.graal.python.builtins.objects.common.HashingStorageNodes.HashingStorageGetIterator;
import com.oracle.graal.python.builtins.objects.common.HashingStorageNodes.HashingStorageIterator;
import com.oracle.graal.python.builtins.objects.common.HashingStorageNodes.HashingStorageIteratorKey;
import com.oracle.graal.python.builtins.objects.common.HashingStorageNodes.HashingStorageIteratorNext;
import com.oracle.graal.python.builtins.objects.common.HashingStorageNodes.HashingStorageIteratorValue;
import com.oracle.graal.python.builtins.objects.common.HashingStorageNodes.HashingStorageLen;
import com.oracle.graal.python.builtins.objects.common.SequenceStorageNodes.GetItemScalarNode;
import com.oracle.graal.python.builtins.objects.complex.PComplex;
import com.oracle.graal.python.builtins.objects.dict.PDict;
import com.oracle.graal.python.builtins.objects.floats.PFloat;
import com.oracle.graal.python.builtins.objects.ints.PInt;
import com.oracle.graal.python.builtins.objects.list.PList;
import com.oracle.graal.python.builtins.objects.object.PythonObject;
import com.oracle.graal.python.builtins.objects.range.PRange;
import com.oracle.graal.python.builtins.objects.set.PFrozenSet;
import com.oracle.graal.python.builtins.objects.set.PSet;
import com.oracle.graal.python.builtins.objects.slice.PSlice;
import com.oracle.graal.python.builtins.objects.str.PString;
import com.oracle.graal.python.builtins.objects.tuple.PTuple;
import com.oracle.graal.python.runtime.sequence.storage.ByteSequenceStorage;
import com.oracle.graal.python.runtime.sequence.storage.DoubleSequenceStorage;
import com.oracle.graal.python.runtime.sequence.storage.IntSequenceStorage;
import com.oracle.graal.python.runtime.sequence.storage.LongSequenceStorage;
import com.oracle.graal.python.runtime.sequence.storage.ObjectSequenceStorage;
import com.oracle.graal.python.runtime.sequence.storage.SequenceStorage;
import com.oracle.truffle.api.strings.TruffleString;
import org.rankspace.codec.Format;
import org.rankspace.codec.PayloadOutput;
import org.rankspace.codec.Scalars;

/**
 * Writes Python objects. Only objects whose class is exactly a built-in one are looked into; a
 * subclass of list may be more than its elements. Everything else is for {@code pickling.py} to
 * spell.
 */
final class GraalWriter {
  /** Thrown where only a pickle of the whole message keeps what is shared in it. */
  static final class NeedsPickle extends RuntimeException {
    private static final long serialVersionUID = 1L;

    static final NeedsPickle INSTANCE = new NeedsPickle();

    private NeedsPickle() {
      super(null, null, false, false);
    }
  }

  private final Pickling pickling;
  private final Keys keys;
  private final Memo memo = new Memo();

  GraalWriter(Pickling pickling, Keys keys) {
    this.pickling = pickling;
    this.keys = keys;
  }

  /** To be called after each message. */
  void forget() {
    memo.clear();
  }

  void write(Object object, PayloadOutput out) {
    switch (object) {
      case Integer number -> Scalars.writeInt(out, number);
      case TruffleString text -> writeText(text, out);
      case Double number -> Scalars.writeFloat(out, number);
      case Boolean truth -> out.writeByte(truth ? Format.TRUE : Format.FALSE);
      case Long number -> Scalars.writeInt(out, number);
      case PNone none when none == PNone.NONE -> out.writeByte(Format.NONE);
      case PythonObject python -> writeObject(python, out);
      default -> writeOther(object, out);
    }
  }

  private void writeObject(PythonObject object, PayloadOutput out) {
    switch (object) {
      case PList list when is(list, PythonBuiltinClassType.PList) -> {
        if (isNew(list, out)) {
          writeSequence(
              list.getSequenceStorage(),
              Format.LIST,
              Format.LIST_OF_FLOATS,
              Format.LIST_OF_INTS,
              Format.LIST_OF_LONGS,
              out);
        }
      }
      case PDict dict when is(dict, PythonBuiltinClassType.PDict) -> {
        if (isNew(dict, out)) {
          writeEntries(dict.getDictStorage(), out);
        }
      }
      case PTuple tuple when is(tuple, PythonBuiltinClassType.PTuple) ->
          writeSequence(
              tuple.getSequenceStorage(),
              Format.TUPLE,
              Format.TUPLE_OF_FLOATS,
              Format.TUPLE_OF_INTS,
              Format.TUPLE_OF_LONGS,
              out);
      case PBytesLike bytes when is(bytes, PythonBuiltinClassType.PBytes) ->
          writeBytes(Format.BYTES, bytes.getSequenceStorage(), true, out);
      case PBytesLike bytes when is(bytes, PythonBuiltinClassType.PByteArray) -> {
        if (isNew(bytes, out)) {
          writeBytes(Format.BYTEARRAY, bytes.getSequenceStorage(), false, out);
        }
      }
      case PInt number when is(number, PythonBuiltinClassType.PInt) ->
          Scalars.writeBigInt(out, number.getValue());
      case PFloat number when is(number, PythonBuiltinClassType.PFloat) ->
          Scalars.writeFloat(out, number.getValue());
      case PString text when is(text, PythonBuiltinClassType.PString) ->
          writeText(text.getValueUncached(), out);
      case PSet set when is(set, PythonBuiltinClassType.PSet) -> {
        if (isNew(set, out)) {
          writeElements(Format.SET, set.getDictStorage(), out);
        }
      }
      case PFrozenSet set when is(set, PythonBuiltinClassType.PFrozenSet) ->
          writeElements(Format.FROZENSET, set.getDictStorage(), out);
      case PComplex number when is(number, PythonBuiltinClassType.PComplex) -> {
        out.writeByte(Format.COMPLEX);
        out.writeDouble(number.getReal());
        out.writeDouble(number.getImag());
      }
      case PRange range -> {
        out.writeByte(Format.RANGE);
        out.descend();
        write(range.getStart(), out);
        write(range.getStop(), out);
        write(range.getStep(), out);
        out.ascend();
      }
      case PSlice slice -> {
        out.writeByte(Format.SLICE);
        out.descend();
        write(slice.getStart(), out);
        write(slice.getStop(), out);
        write(slice.getStep(), out);
        out.ascend();
      }
      case PArray array when is(array, PythonBuiltinClassType.PArray) -> writeArray(array, out);
      default -> writeOther(object, out);
    }
  }

  private static boolean is(PythonObject object, PythonBuiltinClassType type) {
    return object.getInitialPythonClass() == type;
  }

  /**
   * Whether this container has not been written yet in this message; else writes a reference to it.
   */
  private boolean isNew(Object container, PayloadOutput out) {
    int earlier = memo.findOrNote(container);
    if (earlier < 0) {
      return true;
    }
    out.writeByte(Format.REFERENCE);
    out.writeVarInt(earlier, true);
    return false;
  }

  private void writeText(TruffleString text, PayloadOutput out) {
    if (text.getCodeRangeUncached(TruffleString.Encoding.UTF_32) == TruffleString.CodeRange.ASCII) {
      int length = text.byteLength(TruffleString.Encoding.UTF_32) / Integer.BYTES;
      out.writeByte(Format.LATIN_TEXT);
      out.writeVarInt(length, true);
      out.room(length);
      text.switchEncodingUncached(TruffleString.Encoding.US_ASCII)
          .copyToByteArrayUncached(
              0, out.getBuffer(), out.position(), length, TruffleString.Encoding.US_ASCII);
      out.setPosition(out.position() + length);
    } else if (text.isValidUncached(TruffleString.Encoding.UTF_32)) {
      Scalars.writeText(out, text.toJavaStringUncached());
    } else {
      writePickle(GraalObjects.unwrap(pickling.dumps().execute(text)), out);
    }
  }

  private void writeSequence(
      SequenceStorage storage, int anything, int floats, int ints, int longs, PayloadOutput out) {
    int length = storage.length();
    switch (storage) {
      case IntSequenceStorage numbers -> {
        out.writeByte(ints);
        out.writeVarInt(length, true);
        out.writeInts(numbers.getInternalIntArray(), length);
      }
      case DoubleSequenceStorage numbers -> {
        out.writeByte(floats);
        out.writeVarInt(length, true);
        out.writeDoubles(numbers.getInternalDoubleArray(), length);
      }
      case LongSequenceStorage numbers -> {
        out.writeByte(longs);
        out.writeVarInt(length, true);
        out.writeLongs(numbers.getInternalLongArray(), length);
      }
      case ObjectSequenceStorage objects -> {
        out.writeByte(anything);
        out.writeVarInt(length, true);
        Object[] elements = objects.getInternalObjectArray();
        out.descend();
        for (int i = 0; i < length; i++) {
          write(elements[i], out);
        }
        out.ascend();
      }
      default -> {
        out.writeByte(anything);
        out.writeVarInt(length, true);
        out.descend();
        for (int i = 0; i < length; i++) {
          write(GetItemScalarNode.executeUncached(storage, i), out);
        }
        out.ascend();
      }
    }
  }

  private void writeEntries(HashingStorage entries, PayloadOutput out) {
    out.writeByte(Format.DICT);
    int count = HashingStorageLen.executeUncached(entries);
    out.writeVarInt(count, true);
    HashingStorageIterator each = HashingStorageGetIterator.executeUncached(entries);
    out.descend();
    while (HashingStorageIteratorNext.executeUncached(entries, each)) {
      Object key = HashingStorageIteratorKey.executeUncached(entries, each);
      if (count <= Keys.FEW) {
        writeKey(key, out);
      } else {
        write(key, out);
      }
      write(HashingStorageIteratorValue.executeUncached(entries, each), out);
    }
    out.ascend();
  }

  /** As {@link #write}; short texts are mostly known. */
  private void writeKey(Object key, PayloadOutput out) {
    byte[] latin = key instanceof TruffleString text ? keys.latin(text) : null;
    if (latin == null) {
      write(key, out);
    } else {
      out.writeByte(Format.LATIN_TEXT);
      out.writeVarInt(latin.length, true);
      out.write(latin, 0, latin.length);
    }
  }

  private void writeElements(int code, HashingStorage elements, PayloadOutput out) {
    out.writeByte(code);
    out.writeVarInt(HashingStorageLen.executeUncached(elements), true);
    HashingStorageIterator each = HashingStorageGetIterator.executeUncached(elements);
    out.descend();
    while (HashingStorageIteratorNext.executeUncached(elements, each)) {
      write(HashingStorageIteratorKey.executeUncached(elements, each), out);
    }
    out.ascend();
  }

  private void writeBytes(int code, SequenceStorage storage, boolean lasting, PayloadOutput out) {
    int length = storage.length();
    out.writeByte(code);
    out.writeVarInt(length, true);
    if (storage instanceof ByteSequenceStorage bytes) {
      if (lasting) {
        out.writeLasting(bytes.getInternalByteArray(), 0, length);
      } else {
        out.write(bytes.getInternalByteArray(), 0, length);
      }
    } else {
      for (int i = 0; i < length; i++) {
        out.writeByte((int) GetItemScalarNode.executeUncached(storage, i));
      }
    }
  }

  private void writeArray(PArray array, PayloadOutput out) {
    if (isNew(array, out)) {
      out.writeByte(Format.ARRAY);
      out.writeByte(array.getFormatString().toJavaStringUncached().charAt(0));
      int length = array.getBytesLength();
      out.writeVarInt(length, true);
      if (array.getSequenceStorage() instanceof ByteSequenceStorage bytes) {
        out.write(bytes.getInternalByteArray(), 0, length);
      } else {
        throw NeedsPickle.INSTANCE;
      }
    }
  }

  /** An instance of a class, or something only Python knows. */
  private void writeOther(Object object, PayloadOutput out) {
    switch (GraalObjects.unwrap(pickling.spell().execute(object))) {
      case PTuple instance -> {
        if (isNew(object, out)) {
          Object key = GetItemScalarNode.executeUncached(instance.getSequenceStorage(), 0);
          Object state = GetItemScalarNode.executeUncached(instance.getSequenceStorage(), 1);
          SequenceStorage names = ((PTuple) key).getSequenceStorage();
          out.writeByte(Format.INSTANCE);
          writeKey(GetItemScalarNode.executeUncached(names, 0), out);
          writeKey(GetItemScalarNode.executeUncached(names, 1), out);
          writeEntries(((PDict) state).getDictStorage(), out);
        }
      }
      case PBytes atom -> writePickle(atom, out);
      default -> throw NeedsPickle.INSTANCE;
    }
  }

  /** {@code pickle} is a Python bytes object. */
  void writePickle(Object pickle, PayloadOutput out) {
    writeBytes(Format.PICKLE, ((PBytesLike) pickle).getSequenceStorage(), true, out);
  }
}
