package org.rankspace.namespace.guest;

import com.oracle.truffle.api.Truffle;
import com.oracle.truffle.api.nodes.RootNode;
import com.oracle.truffle.compiler.TruffleCompilerListener.GraphInfo;
import com.oracle.truffle.runtime.AbstractCompilationTask;
import com.oracle.truffle.runtime.OptimizedCallTarget;
import com.oracle.truffle.runtime.OptimizedTruffleRuntime;
import com.oracle.truffle.runtime.OptimizedTruffleRuntimeListener;
import java.lang.ref.WeakReference;
import java.lang.reflect.Field;
import java.lang.reflect.InaccessibleObjectException;
import java.lang.reflect.Method;
import java.util.function.Consumer;

/**
 * A compiler that does not get ready before it is wanted. Truffle's runtime has Graal get ready, in
 * the background, with the first function it meets. That takes a tenth of the processor time that
 * starting takes, and many a program is over before anything was worth compiling. A thread that
 * compiles makes Graal ready as well, if nobody has: all it takes is that the runtime believes that
 * somebody is about to. Where the runtime is not the one we know, it does as it likes.
 */
public final class PatientCompiler {
  private static final String PREFIX = "polyglot.engine.";

  private static volatile boolean waits;

  private PatientCompiler() {}

  /**
   * Has the compiler wait for the first function that is worth compiling, or for {@link #getReady}.
   * To be called before the first engine is made.
   */
  public static void waitUntilWanted() {
    if (isWaitedFor() || !(Truffle.getRuntime() instanceof OptimizedTruffleRuntime runtime)) {
      return;
    }
    try {
      synchronized (runtime) {
        Field task = accessible(runtime.getClass().getDeclaredField("initializationTask"));
        if (task.get(runtime) == null) {
          task.set(runtime, placeholder(task.getType()));
          runtime.addListener(new Ready(runtime, task));
          waits = true;
        }
      }
    } catch (ReflectiveOperationException | InaccessibleObjectException anotherVersion) {
      // The compiler gets ready at once: that costs time, and nothing else.
    }
  }

  /** Has the compiler get ready now, in the background, if it has waited until now. */
  public static void getReady() {
    if (waits
        && RootNode.createConstantNode(true).getCallTarget() instanceof OptimizedCallTarget code) {
      code.compile(true);
    }
  }

  /**
   * Whether the user has asked for compilation in the foreground: it needs the compiler at once.
   */
  private static boolean isWaitedFor() {
    return "false".equals(System.getProperty(PREFIX + "BackgroundCompilation"))
        || Boolean.getBoolean(PREFIX + "CompileImmediately");
  }

  /** A task that nobody will carry out. */
  private static Object placeholder(Class<?> type) throws ReflectiveOperationException {
    Method create =
        type.getDeclaredMethod("createInitializationTask", WeakReference.class, Consumer.class);
    create.setAccessible(true);
    Consumer<Object> nothing = task -> {};
    return create.invoke(null, new WeakReference<>(null), nothing);
  }

  private static Field accessible(Field field) {
    field.setAccessible(true);
    return field;
  }

  /** Takes the placeholder away once the compiler has compiled something, so is ready. */
  private record Ready(OptimizedTruffleRuntime runtime, Field task)
      implements OptimizedTruffleRuntimeListener {
    @Override
    public void onCompilationTruffleTierFinished(
        OptimizedCallTarget code, AbstractCompilationTask compilation, GraphInfo graph) {
      runtime.removeListener(this);
      waits = false;
      try {
        task.set(runtime, null);
      } catch (IllegalAccessException e) {
        throw new IllegalStateException(e);
      }
    }
  }
}
