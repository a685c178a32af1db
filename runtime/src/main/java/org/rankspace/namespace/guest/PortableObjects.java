package org.rankspace.namespace.guest;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.graalvm.polyglot.Value;
import org.rankspace.codec.Codec;
import org.rankspace.codec.Format;

/** Works on polyglot {@code Value}s: for a GraalPy version whose internals we do not know. */
public final class PortableObjects implements Objects {
  private final Pickling pickling;
  private final Value none;

  /** In a thread that has entered the context. */
  public PortableObjects(Pickling pickling) {
    this.pickling = pickling;
    none = pickling.newConstant().execute(Format.NONE);
  }

  @Override
  public Object of(Value value) {
    return value;
  }

  @Override
  public Object toPython(Object object) {
    return object;
  }

  @Override
  public Object none() {
    return none;
  }

  @Override
  public Object list(List<Object> objects) {
    return pickling.newList().execute(objects.toArray());
  }

  @Override
  public List<Object> elements(Value list) {
    List<Object> elements = new ArrayList<>();
    for (long i = 0; i < list.getArraySize(); i++) {
      elements.add(list.getArrayElement(i));
    }
    return elements;
  }

  @Override
  public List<Object> parts(Object tuple) {
    return tuple instanceof Value found && found.hasArrayElements() ? elements(found) : List.of();
  }

  @Override
  public Map<String, Object> entries(Object dict) {
    return null;
  }

  @Override
  public String text(Object string) {
    return string instanceof Value text && text.isString() ? text.asString() : null;
  }

  @Override
  public boolean mayHoldBack(Value stream) {
    return true;
  }

  @Override
  public Lent lend(Value object) {
    return CopiedMemory.lend(object, pickling);
  }

  @Override
  public Lent lend(Value object, int first, int lengthBytes) {
    return CopiedMemory.lend(object, first, lengthBytes, pickling);
  }

  @Override
  public long nativeAddress(Value object) {
    return 0;
  }

  @Override
  public boolean share(Value bytearray, Value object) {
    return false;
  }

  @Override
  public boolean place(Value bytearray, long address, int length) {
    return false;
  }

  @Override
  public Codec codec() {
    return new PortableCodec(pickling);
  }

  @Override
  public Codec plainCodec() {
    return new PortableCodec(pickling.refusing());
  }
}
