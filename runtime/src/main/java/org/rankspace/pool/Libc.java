package org.rankspace.pool;

import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Functions of the C library that Java has no word for. All are called in one shape, three 64-bit
 * numbers to one: that fits every function of so many integers and pointers on 64-bit Linux, and
 * the first shape is what costs time.
 */
@SuppressWarnings("restricted") // docs/startup.md: native access is enabled
final class Libc {
  private static final FunctionDescriptor SHAPE =
      FunctionDescriptor.of(JAVA_LONG, JAVA_LONG, JAVA_LONG, JAVA_LONG);
  private static final Map<String, MethodHandle> FUNCTIONS = new ConcurrentHashMap<>();

  private Libc() {}

  /** Calls a function that answers with an {@code int}; -1 is its failure. */
  static int call(String name, long first, long second, long third) {
    try {
      return (int)
          (long) FUNCTIONS.computeIfAbsent(name, Libc::find).invokeExact(first, second, third);
    } catch (Throwable e) {
      throw new IllegalStateException(name + " cannot be called", e);
    }
  }

  private static MethodHandle find(String name) {
    Linker linker = Linker.nativeLinker();
    return linker.downcallHandle(linker.defaultLookup().findOrThrow(name), SHAPE);
  }

  static void close(int descriptor) {
    call("close", descriptor, 0, 0);
  }

  /** Two ends of a new pipe, not inherited by programs: to read from, to write to; or null. */
  static int[] pipe() {
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment ends = arena.allocate(ValueLayout.JAVA_INT, 2);
      return call("pipe2", ends.address(), CLOSE_ON_EXEC, 0) == 0
          ? ends.toArray(ValueLayout.JAVA_INT)
          : null;
    }
  }

  /** A descriptor for the file, or -1. */
  static int open(String path, int flags) {
    try (Arena arena = Arena.ofConfined()) {
      return call("open", text(arena, path).address(), flags | CLOSE_ON_EXEC, 0);
    }
  }

  static boolean changeDirectory(String path) {
    try (Arena arena = Arena.ofConfined()) {
      return call("chdir", text(arena, path).address(), 0, 0) == 0;
    }
  }

  private static MemorySegment text(Arena arena, String text) {
    return arena.allocateFrom(text, StandardCharsets.UTF_8);
  }

  static final int CLOSE_ON_EXEC = 0x80000;
  static final int READ_WRITE = 2;
}
