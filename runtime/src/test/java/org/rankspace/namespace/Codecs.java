package org.rankspace.namespace;

import org.graalvm.polyglot.Context;
import org.graalvm.polyglot.Value;
import org.rankspace.codec.Codec;
import org.rankspace.codec.PayloadInput;
import org.rankspace.codec.PayloadOutput;
import org.rankspace.namespace.guest.Objects;
import org.rankspace.wire.Payload;

/** One way of handling Python objects, with a Python to do it in, for tests of single messages. */
final class Codecs implements AutoCloseable {
  private static final String PRELUDE =
      """
      import array
      class Point:
          def __init__(self, x, y):
              self.x, self.y = x, y
          def __repr__(self):
              return f'Point({self.x!r}, {self.y!r})'
      class Node:
          pass
      def node():
          it = Node()
          it.self = it
          return it
      def loop(it):
          it.append(it)
          return it
      def twice(it):
          return [it, (it,)]
      def same(a, b):
          return type(a) is type(b) and repr(a) == repr(b) or type(a) is Node and a.self is a and b.self is b
      """;

  private final Context context;
  private final Objects objects;
  private final Codec codec;
  private final Value evaluate;

  private Codecs(Context context) {
    this.context = context;
    objects = new Modules(context).objects();
    codec = objects.codec();
    context.eval("python", PRELUDE);
    evaluate = context.eval("python", "lambda expression: eval(expression)");
  }

  /** In the thread that will use it. */
  static Codecs open(boolean portable) {
    System.setProperty(ObjectsContract.PORTABLE, Boolean.toString(portable));
    try {
      Context context =
          Context.newBuilder("python")
              .allowAllAccess(true)
              .option("engine.WarnInterpreterOnly", "false")
              .option("python.PosixModuleBackend", "java")
              .build();
      context.enter();
      return new Codecs(context);
    } finally {
      System.clearProperty(ObjectsContract.PORTABLE);
    }
  }

  /** Has Python run statements, in {@code __main__}. */
  void run(String statements) {
    context.eval("python", statements);
  }

  private Value python(String expression) {
    return evaluate.execute(expression);
  }

  byte[] encode(String expression) {
    return encode(objects.of(python(expression)));
  }

  /** An object as {@link #decode} gives it. */
  byte[] encode(Object object) {
    return encode(codec, object);
  }

  static byte[] encode(Codec codec, Object object) {
    PayloadOutput out = new PayloadOutput();
    codec.encode(object, out);
    Payload payload = out.payload();
    byte[] bytes = new byte[(int) payload.length()];
    new PayloadInput().open(payload).readInto(bytes, bytes.length);
    return bytes;
  }

  Object decode(Payload message) {
    return codec.decode(new PayloadInput().open(message));
  }

  Object decode(byte[] message) {
    return decode(Payload.of(message));
  }

  /** Whether that object is what the expression gives. */
  boolean isSame(String expression, Object object) {
    Value same = python("same");
    return same.execute(python(expression), objects.toPython(object)).asBoolean();
  }

  @Override
  public void close() {
    context.leave();
    context.close(true);
  }
}
