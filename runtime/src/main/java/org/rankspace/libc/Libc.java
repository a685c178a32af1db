package org.rankspace.libc;

import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.invoke.MethodHandle;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Functions of the C library. All are called in one shape, seven 64-bit numbers to one: that fits
 * every function of at most so many integers and pointers on 64-bit Linux, which takes no notice of
 * what is too much, and a shape costs a JVM 10 to 20 ms.
 *
 * <p>Whoever passes the address of a {@link Struct} closes it when the function has returned.
 * Thread-safe.
 */
@SuppressWarnings("restricted") // docs/startup.md: native access is enabled
public final class Libc {
  /** For {@link #open}: to read and to write. */
  public static final int READ_WRITE = 2;

  /** For whatever makes descriptors: programs that this process starts do not get them. */
  public static final int CLOSE_ON_EXEC = 0x80000;

  private static final FunctionDescriptor SHAPE =
      FunctionDescriptor.of(
          JAVA_LONG, JAVA_LONG, JAVA_LONG, JAVA_LONG, JAVA_LONG, JAVA_LONG, JAVA_LONG, JAVA_LONG);

  private static final Map<String, MethodHandle> FUNCTIONS = new ConcurrentHashMap<>();

  private Libc() {}

  /**
   * For a function that is called often, to be kept in a static final field.
   *
   * @return takes seven {@code long}s, gives one; of an {@code int} only the lower half counts
   */
  public static MethodHandle function(String name) {
    Linker linker = Linker.nativeLinker();
    return linker.downcallHandle(linker.defaultLookup().findOrThrow(name), SHAPE);
  }

  /** Where a function is, to be passed to another one. */
  public static long address(String name) {
    return Linker.nativeLinker().defaultLookup().findOrThrow(name).address();
  }

  /** Calls a function that answers with an {@code int}; -1 is its failure, usually. */
  public static int call(String name, long first, long second, long third) {
    return call(name, first, second, third, 0, 0, 0);
  }

  static int call(
      String name, long first, long second, long third, long fourth, long fifth, long sixth) {
    try {
      return (int)
          (long)
              FUNCTIONS
                  .computeIfAbsent(name, Libc::function)
                  .invokeExact(first, second, third, fourth, fifth, sixth, 0L);
    } catch (Throwable e) {
      throw new IllegalStateException(name + " cannot be called", e);
    }
  }

  /** Gives up a descriptor. */
  public static void close(int descriptor) {
    call("close", descriptor, 0, 0);
  }

  /** Two ends of a new pipe, not inherited by programs: to read from, to write to; or null. */
  public static int[] pipe() {
    try (Struct ends = Struct.of(2 * Integer.BYTES)) {
      return call("pipe2", ends.address(), CLOSE_ON_EXEC, 0) == 0
          ? new int[] {ends.getInt(0), ends.getInt(Integer.BYTES)}
          : null;
    }
  }

  /** A descriptor for the file, or -1. */
  public static int open(String path, int flags) {
    try (Struct text = Struct.of(path)) {
      return call("open", text.address(), flags | CLOSE_ON_EXEC, 0);
    }
  }

  /** Has this process work in another directory; false if it cannot. */
  public static boolean changeDirectory(String path) {
    try (Struct text = Struct.of(path)) {
      return call("chdir", text.address(), 0, 0) == 0;
    }
  }
}
