package org.rankspace.namespace.guest;

import com.oracle.graal.python.PythonLanguage;
import com.oracle.graal.python.builtins.PythonBuiltinClassType;
import com.oracle.graal.python.builtins.objects.PNone;
import com.oracle.graal.python.builtins.objects.function.PArguments;
import com.oracle.graal.python.builtins.objects.function.Signature;
import com.oracle.graal.python.builtins.objects.object.PythonObject;
import com.oracle.graal.python.builtins.objects.type.PythonAbstractClass;
import com.oracle.graal.python.builtins.objects.type.PythonClass;
import com.oracle.graal.python.nodes.PRootNode;
import com.oracle.graal.python.runtime.ExecutionContext.CalleeContext;
import com.oracle.graal.python.runtime.ExecutionContext.IndirectCallContext;
import com.oracle.graal.python.runtime.IndirectCallData;
import com.oracle.graal.python.runtime.PythonContext;
import com.oracle.graal.python.runtime.object.PFactory;
import com.oracle.truffle.api.CompilerDirectives.TruffleBoundary;
import com.oracle.truffle.api.RootCallTarget;
import com.oracle.truffle.api.frame.VirtualFrame;
import com.oracle.truffle.api.nodes.ExplodeLoop;
import com.oracle.truffle.api.strings.TruffleString;
import java.lang.invoke.VarHandle;
import java.util.List;
import org.graalvm.polyglot.PolyglotException;

/**
 * A built-in method of Python's own kind whose body is a {@link Verb}. A call of it costs a tenth
 * of what a call of a Java object's method does, where arguments are converted, the method is
 * looked for, and the interpreter's lock is given away and taken back. Whoever waits in a verb has
 * to give that lock away himself.
 *
 * <p>What it compiles to is kept for all namespaces of an engine.
 */
final class Builtin<T> extends PRootNode {
  private static final VarHandle IMPL =
      Internals.field(PolyglotException.class, "impl", Object.class);
  private static final VarHandle EXCEPTION =
      Internals.field(
          "com.oracle.truffle.polyglot.PolyglotExceptionImpl", "exception", Throwable.class);

  private final Class<T> owner;
  private final Verb<T> verb;
  private final Signature signature;
  private final IndirectCallData callData = IndirectCallData.createFor(this);
  @Child private CalleeContext calleeContext = CalleeContext.create();

  private Builtin(PythonLanguage language, Class<T> owner, Verb<T> verb) {
    super(language);
    this.owner = owner;
    this.verb = verb;
    TruffleString[] names = new TruffleString[1 + verb.parameters()];
    names[0] = text("$self");
    for (int i = 1; i < names.length; i++) {
      names[i] = text(Character.toString('a' + i - 1));
    }
    signature = new Signature(false, -1, names, new TruffleString[0]);
  }

  /** A class of Python's with the verbs as its methods; made by a thread that is in its context. */
  static <T> PythonClass type(PythonLanguage language, Verb.Table<T> table) {
    PythonAbstractClass object =
        PythonContext.get(null).lookupType(PythonBuiltinClassType.PythonObject);
    PythonClass type =
        PFactory.createPythonClassAndFixupSlots(
            language,
            text(table.owner().getSimpleName()),
            object,
            new PythonAbstractClass[] {object});
    for (Verb<T> verb : table.verbs()) {
      RootCallTarget target =
          language.createCachedCallTarget(
              its -> new Builtin<>(its, table.owner(), verb),
              Builtin.class,
              table.owner(),
              verb.name());
      TruffleString name = text(verb.name());
      type.setAttribute(name, PFactory.createBuiltinFunction(language, name, type, 0, 0, target));
    }
    return type;
  }

  /** An object of such a class. */
  static Object instance(PythonClass type, Object self) {
    return new Instance(type, self);
  }

  /** Whose verbs an object has; null if it is not of such a class. */
  static Object self(Object object) {
    return object instanceof Instance instance ? instance.self : null;
  }

  private static final class Instance extends PythonObject {
    private final Object self;

    Instance(PythonClass type, Object self) {
      super(type, type.getInstanceShape());
      this.self = self;
    }
  }

  private static TruffleString text(String string) {
    return TruffleString.fromJavaStringUncached(string, TruffleString.Encoding.UTF_32);
  }

  @Override
  public Object execute(VirtualFrame frame) {
    calleeContext.enter(frame);
    Object state = IndirectCallContext.enter(frame, this, callData);
    try {
      return call(PArguments.getArgument(frame, 0), arguments(frame));
    } finally {
      IndirectCallContext.exit(frame, this, callData, state);
      calleeContext.exit(frame, this);
    }
  }

  @ExplodeLoop
  private Object[] arguments(VirtualFrame frame) {
    Object[] arguments = new Object[verb.parameters()];
    for (int i = 0; i < arguments.length; i++) {
      arguments[i] = PArguments.getArgument(frame, i + 1);
    }
    return arguments;
  }

  @TruffleBoundary
  private Object call(Object self, Object[] arguments) {
    try {
      return given(verb.call(owner.cast(((Instance) self).self), arguments));
    } catch (PolyglotException exception) {
      throw Builtin.<RuntimeException>asThrown((Throwable) EXCEPTION.get(IMPL.get(exception)));
    }
  }

  private Object given(Object result) {
    if (result == null) {
      return PNone.NONE;
    }
    return result instanceof List<?> list
        ? PFactory.createList(getLanguage(PythonLanguage.class), list.toArray())
        : result;
  }

  /** What a call of Python through the API has thrown, as the interpreter knows it. */
  @SuppressWarnings("unchecked")
  private static <X extends Throwable> X asThrown(Throwable exception) throws X {
    throw (X) exception;
  }

  @Override
  public Signature getSignature() {
    return signature;
  }

  @Override
  public String getName() {
    return verb.name();
  }

  @Override
  public boolean isInternal() {
    return true;
  }

  @Override
  public boolean isPythonInternal() {
    return true;
  }

  @Override
  public boolean isCaptureFramesForTrace(boolean compiled) {
    return false;
  }

  @Override
  public boolean setsUpCalleeContext() {
    return true;
  }
}
