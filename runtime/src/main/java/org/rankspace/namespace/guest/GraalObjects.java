package org.rankspace.namespace.guest;

import com.oracle.graal.python.PythonLanguage;
import com.oracle.graal.python.builtins.PythonBuiltinClassType;
import com.oracle.graal.python.builtins.modules.io.PBuffered;
import com.oracle.graal.python.builtins.modules.io.PTextIO;
import com.oracle.graal.python.builtins.objects.PNone;
import com.oracle.graal.python.builtins.objects.PythonAbstractObject;
import com.oracle.graal.python.builtins.objects.bytes.PByteArray;
import com.oracle.graal.python.builtins.objects.common.HashingStorage;
import com.oracle.graal.python.builtins.objects.common.HashingStorageNodes.HashingStorageGetIterator;
import com.oracle.graal.python.builtins.objects.common.HashingStorageNodes.HashingStorageIterator;
import com.oracle.graal.python.builtins.objects.common.HashingStorageNodes.HashingStorageIteratorKey;
import com.oracle.graal.python.builtins.objects.common.HashingStorageNodes.HashingStorageIteratorNext;
import com.oracle.graal.python.builtins.objects.common.HashingStorageNodes.HashingStorageIteratorValue;
import com.oracle.graal.python.builtins.objects.common.SequenceStorageNodes;
import com.oracle.graal.python.builtins.objects.dict.PDict;
import com.oracle.graal.python.builtins.objects.list.PList;
import com.oracle.graal.python.builtins.objects.tuple.PTuple;
import com.oracle.graal.python.builtins.objects.type.PythonClass;
import com.oracle.graal.python.runtime.GilNode;
import com.oracle.graal.python.runtime.PosixSupport;
import com.oracle.graal.python.runtime.PosixSupportLibrary;
import com.oracle.graal.python.runtime.PythonContext;
import com.oracle.graal.python.runtime.object.PFactory;
import com.oracle.graal.python.runtime.sequence.storage.SequenceStorage;
import com.oracle.truffle.api.strings.TruffleString;
import java.lang.invoke.VarHandle;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.graalvm.polyglot.Value;
import org.rankspace.buffer.Buffer;
import org.rankspace.buffer.Element;
import org.rankspace.buffer.Span;
import org.rankspace.codec.Codec;

/** Takes GraalPy's own object out of a {@code Value} and works on that. */
public final class GraalObjects implements Objects {
  /** The version whose internal classes this package was written for. */
  public static final String GRAALPY_VERSION = "25.0.3";

  private static final VarHandle RECEIVER =
      Internals.field("org.graalvm.polyglot.AbstractValue", "receiver", Object.class);

  private final PythonLanguage language = PythonLanguage.get(null);
  private final PythonContext context = PythonContext.get(null);
  private final Map<Class<?>, PythonClass> types = new ConcurrentHashMap<>();
  private final Pickling pickling;

  /** In a thread that has entered the context. */
  public GraalObjects(Pickling pickling) {
    this.pickling = pickling;
    LockSwitching.secure();
  }

  static Object unwrap(Value value) {
    return RECEIVER.get(value);
  }

  @Override
  public Object of(Value value) {
    return RECEIVER.get(value);
  }

  @Override
  public Object toPython(Object object) {
    return object;
  }

  @Override
  public Object none() {
    return PNone.NONE;
  }

  @Override
  public Object list(List<?> objects) {
    return PFactory.createList(language, objects.toArray());
  }

  @Override
  public List<Object> elements(Object list) {
    return list == PNone.NONE ? null : elements(((PList) list).getSequenceStorage());
  }

  @Override
  public int number(Object integer) {
    return switch (integer) {
      case Integer number -> number;
      case Long number when number.intValue() == number -> number.intValue();
      case Boolean truth -> truth ? 1 : 0;
      default -> PortableObjects.small(Value.asValue(integer));
    };
  }

  @Override
  public Object call(Object function, Object... arguments) {
    return unwrap(Value.asValue(function).execute(arguments));
  }

  @Override
  public <T> Object withVerbs(T self, Verb.Table<T> verbs) {
    PythonClass type = types.computeIfAbsent(verbs.owner(), owner -> Builtin.type(language, verbs));
    return Builtin.instance(type, self);
  }

  @Override
  public List<Object> parts(Object tuple) {
    return tuple instanceof PTuple found ? elements(found.getSequenceStorage()) : List.of();
  }

  @Override
  public Map<String, Object> entries(Object dict) {
    if (!(dict instanceof PDict found)) {
      return null;
    }
    HashingStorage storage = found.getDictStorage();
    Map<String, Object> entries = new LinkedHashMap<>();
    HashingStorageIterator each = HashingStorageGetIterator.executeUncached(storage);
    while (HashingStorageIteratorNext.executeUncached(storage, each)) {
      String key = text(HashingStorageIteratorKey.executeUncached(storage, each));
      if (key == null) {
        return null;
      }
      entries.put(key, HashingStorageIteratorValue.executeUncached(storage, each));
    }
    return entries;
  }

  @Override
  public String text(Object string) {
    return string instanceof TruffleString text ? text.toJavaStringUncached() : null;
  }

  @Override
  public boolean mayHoldBack(Value stream) {
    return !(unwrap(stream) instanceof PTextIO text
        && text.getInitialPythonClass() == PythonBuiltinClassType.PTextIOWrapper
        && !text.hasPendingBytes()
        && text.getBuffer() instanceof PBuffered bytes
        && bytes.getWritePos() >= bytes.getWriteEnd());
  }

  private static List<Object> elements(SequenceStorage storage) {
    int length = storage.length();
    List<Object> elements = new ArrayList<>(length);
    for (int i = 0; i < length; i++) {
      elements.add(SequenceStorageNodes.GetItemScalarNode.executeUncached(storage, i));
    }
    return elements;
  }

  @Override
  public boolean isNone(Object object) {
    return object == PNone.NONE;
  }

  @Override
  public boolean isNumber(Object object) {
    return object instanceof Number;
  }

  @Override
  public Object ofJava(Object object) {
    return unwrap(Value.asValue(object));
  }

  @Override
  public Object javaObject(Object object) {
    if (object instanceof PythonAbstractObject) {
      return Builtin.self(object);
    }
    Value value = Value.asValue(object);
    return value.isHostObject() ? value.asHostObject() : null;
  }

  @Override
  public Lent lend(Object object) {
    Buffer buffer = GraalMemory.of(object);
    return buffer != null ? Lent.own(buffer) : CopiedMemory.lend(Value.asValue(object), pickling);
  }

  @Override
  public Lent lend(Object object, int first, int lengthBytes) {
    Buffer whole = GraalMemory.of(object);
    if (whole == null) {
      return CopiedMemory.lend(Value.asValue(object), first, lengthBytes, pickling);
    }
    Lent.requirePart(whole.lengthBytes(), first, lengthBytes);
    Span part = whole.span().part(first, lengthBytes);
    return Lent.own(new Buffer(part, Element.OPAQUE, 1, whole.readOnly()));
  }

  @Override
  public long nativeAddress(Value object) {
    return GraalMemory.nativeAddress(unwrap(object));
  }

  @Override
  public boolean share(Value bytearray, Value object) {
    return GraalMemory.share((PByteArray) unwrap(bytearray), unwrap(object));
  }

  @Override
  public boolean place(Value bytearray, long address, int length) {
    GraalMemory.place((PByteArray) unwrap(bytearray), address, length);
    return true;
  }

  @Override
  public boolean addVariables(Value environ, Map<String, String> variables) {
    PDict dict = (PDict) unwrap(environ);
    PosixSupport system = context.getPosixSupport();
    PosixSupportLibrary functions = PosixSupportLibrary.getUncached();
    try {
      for (Map.Entry<String, String> variable : variables.entrySet()) {
        byte[] name = variable.getKey().getBytes(StandardCharsets.UTF_8);
        byte[] value = variable.getValue().getBytes(StandardCharsets.UTF_8);
        dict.setItem(PFactory.createBytes(language, name), PFactory.createBytes(language, value));
        functions.setenv(
            system,
            functions.createPathFromBytes(system, name),
            functions.createPathFromBytes(system, value),
            true);
      }
    } catch (PosixSupportLibrary.PosixException e) {
      throw new IllegalStateException("a variable cannot be set", e);
    }
    return true;
  }

  @Override
  public boolean giveLock() {
    boolean holds = context.ownsGil();
    GilNode.getUncached().release(context, holds);
    return holds;
  }

  @Override
  public void takeLock() {
    GilNode.getUncached().acquire(context);
  }

  @Override
  public Codec codec() {
    return new GraalCodec(language, pickling);
  }

  @Override
  public Codec plainCodec() {
    return new GraalCodec(language, pickling.refusing());
  }
}
