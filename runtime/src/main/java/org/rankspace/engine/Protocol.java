package org.rankspace.engine;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.function.Consumer;
import org.agrona.DirectBuffer;
import org.agrona.collections.Long2ObjectHashMap;
import org.rankspace.error.RankspaceException;
import org.rankspace.match.Channel;
import org.rankspace.match.Envelope;
import org.rankspace.transport.FrameHandler;
import org.rankspace.transport.Transport;
import org.rankspace.wire.FrameHeader;
import org.rankspace.wire.FrameKind;
import org.rankspace.wire.Payload;
import org.rankspace.wire.Sink;

/**
 * The protocol of the package's description, without waiting and without a lock: {@link Engine}
 * calls it with its lock held.
 */
final class Protocol implements FrameHandler {
  private final Engine engine;
  private final Limits limits;
  private final int rank;
  private final Outbox[] outboxes;
  private final FrameHeader in = new FrameHeader();
  private final Long2ObjectHashMap<Channel<ReceiveRequest, Message>> messages =
      new Long2ObjectHashMap<>();
  private final Long2ObjectHashMap<Channel<ReceiveRequest, Message>> collectives =
      new Long2ObjectHashMap<>();
  private final Long2ObjectHashMap<SendRequest> awaitingAnswer = new Long2ObjectHashMap<>();
  private final Long2ObjectHashMap<Incoming> incoming = new Long2ObjectHashMap<>();
  private final ArrayDeque<Message> unfetched = new ArrayDeque<>();
  private long nextHandle = 1;
  private long messagesIn;
  private long bytesIn;
  private long unexpectedBytes;

  Protocol(Engine engine, Transport transport, Limits limits) {
    this.engine = engine;
    this.limits = limits;
    rank = transport.rank();
    FrameHeader header = new FrameHeader().source(rank);
    outboxes = new Outbox[transport.size()];
    for (int dest = 0; dest < outboxes.length; dest++) {
      outboxes[dest] = new Outbox(transport, limits, dest, header, this);
    }
  }

  Channel<ReceiveRequest, Message> channel(long context, int plane) {
    var channels = channels(plane);
    Channel<ReceiveRequest, Message> channel = channels.get(context);
    if (channel == null) {
      channel = new Channel<>();
      channels.put(context, channel);
    }
    return channel;
  }

  private Long2ObjectHashMap<Channel<ReceiveRequest, Message>> channels(int plane) {
    return plane == FrameHeader.COLLECTIVE ? collectives : messages;
  }

  Outbox outbox(int dest) {
    return outboxes[dest];
  }

  /** Whether anything waits for room in the transport. */
  boolean isBacklogged() {
    for (Outbox outbox : outboxes) {
      if (!outbox.isIdle()) {
        return true;
      }
    }
    return false;
  }

  /** Sends what there is room for; returns how many frames that were. */
  int flush() {
    long sent = 0;
    for (Outbox outbox : outboxes) {
      if (!outbox.isIdle()) {
        sent -= outbox.framesOut();
        outbox.flush();
        sent += outbox.framesOut();
      }
    }
    return (int) sent;
  }

  /** Frames handed to the transport so far. */
  long framesOut() {
    long sum = 0;
    for (Outbox outbox : outboxes) {
      sum += outbox.framesOut();
    }
    return sum;
  }

  Traffic traffic() {
    long messagesOut = 0;
    long bytesOut = 0;
    for (Outbox outbox : outboxes) {
      messagesOut += outbox.messagesOut();
      bytesOut += outbox.bytesOut();
    }
    return new Traffic(messagesIn, bytesIn, messagesOut, bytesOut);
  }

  /** The program's own receives and sends that wait for the other side. */
  List<Pending> pending() {
    List<Pending> pending = new ArrayList<>();
    for (var channel : messages.values()) {
      channel.forEachPosted(pending::add);
    }
    for (SendRequest request : awaitingAnswer.values()) {
      if (request.envelope.plane() == FrameHeader.POINT_TO_POINT) {
        pending.add(request);
      }
    }
    return pending;
  }

  void forEachArrived(int plane, Consumer<Message> action) {
    for (var channel : channels(plane).values()) {
      channel.forEachArrived(action);
    }
  }

  // Sending.

  /** The name under which the receiver will answer. */
  long handle(SendRequest request) {
    if (request.remoteHandle == 0) {
      request.remoteHandle = nextHandle++;
      awaitingAnswer.put(request.remoteHandle, request);
    }
    return request.remoteHandle;
  }

  /** A request that was about to ask can be sent without, because credit has come meanwhile. */
  void forgetHandle(SendRequest request) {
    if (request.remoteHandle != 0) {
      awaitingAnswer.remove(request.remoteHandle);
    }
  }

  /** How many requests wait for an answer; for tests. */
  int awaitingAnswers() {
    return awaitingAnswer.size();
  }

  void sent(SendRequest request) {
    request.payload = null;
    engine.complete(request.completion, null);
  }

  /** A message to oneself never touches the transport; {@code payload} is the message's own. */
  void sendToSelf(SendRequest request) {
    Payload payload = request.payload;
    Envelope envelope = request.envelope;
    var channel = channel(envelope.context(), envelope.plane());
    ReceiveRequest receiver = channel.takePosted(envelope);
    long handle = request.synchronous ? handle(request) : 0;
    Message message = new Message(envelope, handle, request.synchronous);
    message.payload = payload;
    if (receiver != null) {
      deliver(message, receiver);
    } else {
      channel.arrive(message);
    }
    if (!request.synchronous) {
      sent(request);
    }
  }

  // Receiving.

  /** Gives the receive its message if it is here, else queues it. */
  void post(ReceiveRequest receiver) {
    var channel = channel(receiver.context(), receiver.plane());
    Message message = channel.findArrived(receiver.wantedSource(), receiver.wantedTag());
    if (message == null) {
      channel.post(receiver);
    } else {
      channel.remove(message);
      deliver(message, receiver);
    }
  }

  /** An arrived message, already out of its queue, goes to a receive. */
  void deliver(Message message, ReceiveRequest receiver) {
    if (message.payload != null) {
      answerFor(message);
      forget(message);
      land(receiver, message.envelope(), message.payload);
    } else if (message.fetched) {
      message.receiver = receiver;
    } else {
      unfetched.remove(message);
      fetch(receiver, message.envelope(), message.senderHandle);
    }
  }

  private void answerFor(Message message) {
    int source = message.envelope().source();
    if (message.synchronous) {
      if (source == rank) {
        sent(awaitingAnswer.remove(message.senderHandle));
      } else {
        outboxes[source].answer(FrameKind.ACK, message.senderHandle, 0);
      }
    }
    if (message.eager) {
      outboxes[source].owe(message.envelope().length());
    }
  }

  /** Its bytes do not count against the limit any more: others may be fetched in its place. */
  private void forget(Message message) {
    if (!message.fetched) {
      return;
    }
    unexpectedBytes -= message.envelope().length();
    for (Iterator<Message> waiting = unfetched.iterator(); waiting.hasNext(); ) {
      Message next = waiting.next();
      if (fits(next.envelope().length())) {
        waiting.remove();
        fetchEarly(next);
      }
    }
  }

  private void land(ReceiveRequest receiver, Envelope envelope, Payload payload) {
    RuntimeException failure = null;
    try {
      matched(receiver, envelope);
      receiver.sink().take(payload);
    } catch (RankspaceException fault) {
      failure = fault;
    }
    engine.complete(receiver.completion(), failure);
  }

  private static void matched(ReceiveRequest receiver, Envelope envelope) {
    receiver.matched(
        envelope.source(),
        envelope.tag(),
        envelope.operation(),
        envelope.root(),
        envelope.length());
  }

  /** Asks for the bytes of a large message that a receive wants. */
  private void fetch(ReceiveRequest receiver, Envelope envelope, long senderHandle) {
    Sink sink = receiver.sink();
    try {
      matched(receiver, envelope);
      sink.begin(envelope.length());
    } catch (RankspaceException fault) {
      // The sender is not to blame: its message is fetched and dropped.
      engine.complete(receiver.completion(), fault);
      receiver = null;
      sink = DISCARD;
    }
    request(envelope, senderHandle, Incoming.to(receiver, sink, envelope.length()));
  }

  private boolean fits(long length) {
    return unexpectedBytes + length <= limits.unexpectedBytes();
  }

  private void fetchEarly(Message message) {
    message.fetched = true;
    unexpectedBytes += message.envelope().length();
    request(message.envelope(), message.senderHandle, Incoming.unexpected(message));
  }

  private void request(Envelope envelope, long senderHandle, Incoming bytes) {
    if (bytes.length == 0) {
      // A sender without credit asks even for an empty message; no DATA will follow.
      outboxes[envelope.source()].answer(FrameKind.CTS, senderHandle, 0);
      complete(bytes);
      return;
    }
    long handle = nextHandle++;
    incoming.put(handle, bytes);
    outboxes[envelope.source()].answer(FrameKind.CTS, senderHandle, handle);
  }

  // Frames.

  @Override
  public void onFrame(DirectBuffer buffer, int index, int length) {
    in.wrap(buffer, index);
    int body = index + FrameHeader.LENGTH;
    int bodyLength = length - FrameHeader.LENGTH;
    switch (in.kind()) {
      case EAGER -> onEager(buffer, body, bodyLength, false);
      case EAGER_SYNC -> onEager(buffer, body, bodyLength, true);
      case RTS -> onRequestToSend();
      case CTS -> onClearToSend(in.source(), in.handle(), in.position());
      case DATA -> onData(in.handle(), in.position(), buffer, body, bodyLength);
      case ACK -> sent(awaitingAnswer.remove(in.handle()));
      case CREDIT -> outboxes[in.source()].credit(in.length());
    }
  }

  private void onEager(DirectBuffer buffer, int body, int length, boolean synchronous) {
    messagesIn++;
    bytesIn += length;
    var channel = channel(in.context(), in.plane());
    ReceiveRequest receiver = channel.takePosted(in.source(), in.tag());
    if (receiver == null) {
      Message message = new Message(Envelope.of(in), in.handle(), synchronous);
      byte[] bytes = new byte[length];
      buffer.getBytes(body, bytes);
      message.payload = Payload.of(bytes);
      message.eager = true;
      channel.arrive(message);
      engine.arrived();
      return;
    }
    int source = in.source();
    RuntimeException failure = null;
    try {
      receiver.matched(source, in.tag(), in.operation(), in.root(), length);
      receiver.sink().begin(length);
      receiver.sink().write(0, buffer, body, length);
    } catch (RankspaceException fault) {
      failure = fault;
    }
    engine.complete(receiver.completion(), failure);
    if (synchronous) {
      outboxes[source].answer(FrameKind.ACK, in.handle(), 0);
    }
    outboxes[source].owe(length);
  }

  private void onRequestToSend() {
    Envelope envelope = Envelope.of(in);
    messagesIn++;
    bytesIn += envelope.length();
    long senderHandle = in.handle();
    boolean synchronous = in.position() != 0;
    var channel = channel(envelope.context(), envelope.plane());
    ReceiveRequest receiver = channel.takePosted(envelope);
    if (receiver != null) {
      fetch(receiver, envelope, senderHandle);
      return;
    }
    Message message = new Message(envelope, senderHandle, false);
    channel.arrive(message);
    // A collective's part is on its way here: where it wants the bytes is where they should go.
    if (!synchronous && envelope.plane() == FrameHeader.POINT_TO_POINT) {
      if (fits(envelope.length())) {
        fetchEarly(message);
      } else {
        unfetched.add(message);
      }
    }
    engine.arrived();
  }

  private void onClearToSend(int source, long handle, long receiverHandle) {
    SendRequest request = awaitingAnswer.remove(handle);
    if (request.payload.length() == 0) {
      sent(request);
    } else {
      outboxes[source].stream(request, receiverHandle);
    }
  }

  private void onData(long handle, long position, DirectBuffer buffer, int body, int length) {
    Incoming bytes = incoming.get(handle);
    bytes.sink.write(position, buffer, body, length);
    bytes.received += length;
    if (bytes.received == bytes.length) {
      incoming.remove(handle);
      complete(bytes);
    }
  }

  private void complete(Incoming bytes) {
    if (bytes.receiver != null) {
      engine.complete(bytes.receiver.completion(), null);
    } else if (bytes.message != null) {
      Message message = bytes.message;
      message.payload = bytes.collected();
      if (message.receiver != null) {
        forget(message);
        land(message.receiver, message.envelope(), message.payload);
      }
    }
  }

  /** Where the bytes of a message go that its receive could not take. */
  private static final Sink DISCARD =
      new Sink() {
        @Override
        public void begin(long length) {}

        @Override
        public void write(long position, DirectBuffer source, int index, int length) {}

        @Override
        public void take(Payload payload) {}
      };
}
