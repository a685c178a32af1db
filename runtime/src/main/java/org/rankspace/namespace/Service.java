package org.rankspace.namespace;

import java.util.function.BooleanSupplier;
import org.graalvm.polyglot.Value;
import org.rankspace.codec.Codec;
import org.rankspace.codec.PayloadInput;
import org.rankspace.codec.PayloadOutput;
import org.rankspace.error.PythonException;
import org.rankspace.error.RankspaceException;
import org.rankspace.namespace.guest.Objects;

/**
 * Carries out calls from outside in one namespace; docs/cluster.md lists them. To be used by the
 * namespace's own thread.
 */
public final class Service {
  private final Namespace namespace;
  private final Objects objects;
  private final Codec reader;
  private final Codec writer;
  private final Value handle;

  Service(Namespace namespace, Objects objects, Value module, BooleanSupplier interrupted) {
    this.namespace = namespace;
    this.objects = objects;
    this.reader = objects.codec();
    this.writer = objects.plainCodec();
    this.handle = module.getMember("handle");
    module.getMember("handle_interrupts").executeVoid(interrupted);
  }

  /**
   * Carries out one call, to its end.
   *
   * @param call a tuple in the codec's format
   * @return the answer, in the same format and without pickles
   * @throws PythonException what the call raised; {@code KeyboardInterrupt} and {@code SystemExit}
   *     included
   * @throws RankspaceException when the call is not in the codec's format
   */
  public byte[] answer(byte[] call) {
    PayloadOutput out = new PayloadOutput();
    PythonException raised =
        namespace.inside(
            () -> {
              Object arguments = reader.decode(new PayloadInput().open(call));
              Value result = handle.execute(objects.toPython(arguments));
              Value answer = result.getArrayElement(1);
              if (!result.getArrayElement(0).asBoolean()) {
                return exception(answer);
              }
              writer.encode(objects.of(answer), out);
              return null;
            });
    if (raised != null) {
      throw raised;
    }
    return out.toByteArray();
  }

  private static PythonException exception(Value description) {
    return new PythonException(
        description.getArrayElement(0).asString(),
        description.getArrayElement(1).asString(),
        description.getArrayElement(2).asString());
  }
}
