package org.rankspace.comm;

import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import org.rankspace.codec.Codec;
import org.rankspace.codec.PayloadInput;
import org.rankspace.codec.PayloadOutput;
import org.rankspace.engine.ReceiveRequest;
import org.rankspace.wire.Payload;
import org.rankspace.wire.PayloadSink;

/**
 * What one thread needs to send or receive an object: a codec and buffers, used again for the next
 * message. Taken from a {@link Pool} for the length of one operation.
 */
final class Desk {
  final Codec codec;
  final PayloadOutput out = new PayloadOutput();
  final PayloadInput in = new PayloadInput();
  final PayloadSink sink = new PayloadSink();
  final ReceiveRequest receive = new ReceiveRequest(sink);

  private Desk(Codec codec) {
    this.codec = codec;
  }

  /** Writes {@code value} to {@link #out}. */
  void encode(Object value) {
    out.reset();
    codec.encode(value, out);
  }

  Object decode(Payload payload) {
    return codec.decode(in.open(payload));
  }

  /** The desks of one world; nearly always there is just one, and one thread that uses it. */
  static final class Pool {
    private final Supplier<Codec> codecs;
    private final AtomicReference<Desk> free = new AtomicReference<>();

    Pool(Supplier<Codec> codecs) {
      this.codecs = codecs;
    }

    Desk take() {
      Desk desk = free.getAndSet(null);
      return desk != null ? desk : new Desk(codecs.get());
    }

    void giveBack(Desk desk) {
      free.lazySet(desk);
    }

    /** {@code value} as a payload of its own. */
    Payload encode(Object value) {
      Desk desk = take();
      try {
        desk.encode(value);
        Payload payload = desk.out.payload();
        return desk.out.isContiguous() ? payload.copy() : payload;
      } finally {
        giveBack(desk);
      }
    }

    /** An object that is independent of {@code value}. */
    Object copy(Object value) {
      Desk desk = take();
      if (!desk.codec.isImmutable(value)) {
        desk.encode(value);
        value = desk.decode(desk.out.payload());
      }
      giveBack(desk);
      return value;
    }

    Object decode(Payload payload) {
      Desk desk = take();
      try {
        return desk.decode(payload);
      } finally {
        giveBack(desk);
      }
    }
  }
}
