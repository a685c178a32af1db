package org.rankspace.namespace.guest;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.graalvm.polyglot.Value;
import org.graalvm.polyglot.proxy.ProxyExecutable;
import org.graalvm.polyglot.proxy.ProxyObject;
import org.rankspace.codec.Codec;
import org.rankspace.codec.Format;
import org.rankspace.error.ErrorClass;
import org.rankspace.error.RankspaceException;

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
  public Object list(List<?> objects) {
    return pickling.newList().execute(objects.toArray());
  }

  @Override
  public List<Object> elements(Object list) {
    Value found = (Value) list;
    return found.isNull() ? null : elements(found);
  }

  private static List<Object> elements(Value list) {
    List<Object> elements = new ArrayList<>();
    for (long i = 0; i < list.getArraySize(); i++) {
      elements.add(list.getArrayElement(i));
    }
    return elements;
  }

  @Override
  public int number(Object integer) {
    Value number = (Value) integer;
    return number.isBoolean() ? (number.asBoolean() ? 1 : 0) : small(number);
  }

  static int small(Value number) {
    if (!number.fitsInInt()) {
      throw new RankspaceException(
          ErrorClass.ARG, "a number must fit into 32 bits: number=" + number);
    }
    return number.asInt();
  }

  @Override
  public Object call(Object function, Object... arguments) {
    return ((Value) function).execute(arguments);
  }

  @Override
  public <T> Object withVerbs(T self, Verb.Table<T> verbs) {
    Map<String, ProxyExecutable> methods = new HashMap<>();
    for (Verb<T> verb : verbs.verbs()) {
      methods.put(verb.name(), arguments -> given(verb.call(self, arguments)));
    }
    return new WithVerbs(self, methods);
  }

  private Object given(Object result) {
    if (result == null) {
      return none;
    }
    return result instanceof List<?> elements ? list(elements) : result;
  }

  /** An object with verbs, as Python sees it. */
  private record WithVerbs(Object self, Map<String, ProxyExecutable> methods)
      implements ProxyObject {
    @Override
    public Object getMember(String name) {
      return methods.get(name);
    }

    @Override
    public Object getMemberKeys() {
      return methods.keySet().toArray();
    }

    @Override
    public boolean hasMember(String name) {
      return methods.containsKey(name);
    }

    @Override
    public void putMember(String name, Value value) {
      throw new UnsupportedOperationException();
    }
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
  public boolean isNone(Object object) {
    return ((Value) object).isNull();
  }

  @Override
  public boolean isNumber(Object object) {
    return ((Value) object).isNumber();
  }

  @Override
  public Object ofJava(Object object) {
    return object;
  }

  @Override
  public Object javaObject(Object object) {
    Value value = (Value) object;
    if (value.isProxyObject()) {
      return value.asProxyObject() instanceof WithVerbs found ? found.self : null;
    }
    return value.isHostObject() ? value.asHostObject() : null;
  }

  @Override
  public Lent lend(Object object) {
    return CopiedMemory.lend((Value) object, pickling);
  }

  @Override
  public Lent lend(Object object, int first, int lengthBytes) {
    return CopiedMemory.lend((Value) object, first, lengthBytes, pickling);
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
  public boolean addVariables(Value environ, Map<String, String> variables) {
    return false;
  }

  /** It has been given away already: Python does that itself when it calls a Java object. */
  @Override
  public boolean giveLock() {
    return false;
  }

  @Override
  public void takeLock() {}

  @Override
  public Codec codec() {
    return new PortableCodec(pickling);
  }

  @Override
  public Codec plainCodec() {
    return new PortableCodec(pickling.refusing());
  }
}
