package org.rankspace.engine;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BooleanSupplier;
import org.rankspace.error.RankspaceException;
import org.rankspace.match.Envelope;
import org.rankspace.match.Posted;
import org.rankspace.transport.Transport;
import org.rankspace.wire.FrameHeader;
import org.rankspace.wire.Payload;

/**
 * One rank's messages: sends and receives bytes, finds out when that is done, and waits for it.
 * Owns its transport. All methods may be called by any thread; only {@link #receive}, {@link
 * #probe}, {@link #await} and {@link #finish} block, and every blocking call ends with an exception
 * when its thread is interrupted or the engine is closed.
 */
public final class Engine implements AutoCloseable {
  /** Few, so that a rank that receives large frames and combines them goes on sending its own. */
  private static final int FRAMES_AT_ONCE = 8;

  /** How long the end of all programs may go unnoticed. */
  private static final long FINISH_NS = 2_000_000;

  /** How many meetings may go by without a look for frames. */
  private static final int PROGRESS_EVERY = 8;

  private final Transport transport;
  private final Protocol protocol;
  private final ReentrantLock lock = new ReentrantLock();
  private final Waits waits;
  private final Meetings meetings;
  private final boolean sharesCores;
  private volatile int arrivals;
  private long framesIn;

  public Engine(Transport transport, Limits limits) {
    this.transport = transport;
    sharesCores = limits.yieldNs() > 0;
    protocol = new Protocol(this, transport, limits);
    meetings = new Meetings(transport.board(), transport.size());
    waits = new Waits(transport, limits, this::progress, this::isBacklogged);
  }

  public int rank() {
    return transport.rank();
  }

  public int size() {
    return transport.size();
  }

  /** Has {@code onlooker} called by waiting threads, every {@link Limits#sliceNs}. */
  public void onWait(Onlooker onlooker) {
    waits.onWait(onlooker);
  }

  // Sending.

  /**
   * Sends at once what needs neither a receiver nor waiting.
   *
   * @return false if it does, or if {@code dest} is this rank: then nothing was sent
   */
  public boolean trySend(
      long context,
      int plane,
      int operation,
      int tag,
      int root,
      int dest,
      byte[] bytes,
      int offset,
      int length) {
    lock.lock();
    try {
      return dest != rank()
          && protocol
              .outbox(dest)
              .sendNow(context, plane, operation, tag, root, bytes, offset, length);
    } finally {
      lock.unlock();
    }
  }

  /**
   * Starts to send. The payload's bytes must not change until the request is done; a message to
   * this rank itself is copied.
   *
   * @param synchronous whether it is done only when a receive has matched it
   */
  public SendRequest start(Envelope envelope, int dest, boolean synchronous, Payload payload) {
    Payload lasting = dest == rank() ? payload.copy() : payload;
    return start(new SendRequest(envelope, dest, synchronous, null, lasting));
  }

  /** As {@link #start(Envelope, int, boolean, Payload)}, a collective's message to another rank. */
  public SendRequest start(Envelope envelope, int dest, Part part, Payload payload) {
    return start(new SendRequest(envelope, dest, false, part, payload));
  }

  private SendRequest start(SendRequest request) {
    int dest = request.dest;
    lock.lock();
    try {
      if (dest == rank()) {
        protocol.sendToSelf(request);
        arrived();
      } else {
        protocol.outbox(dest).send(request);
      }
    } finally {
      lock.unlock();
    }
    return request;
  }

  // Receiving.

  /** Starts a prepared receive. */
  public void post(ReceiveRequest request) {
    lock.lock();
    try {
      protocol.post(request);
    } finally {
      lock.unlock();
    }
  }

  /**
   * Starts a prepared receive, waits for it, and takes it back if the wait ends by an exception.
   */
  public void receive(ReceiveRequest request) {
    post(request);
    try {
      await(request);
    } catch (Throwable fault) {
      cancel(request);
      throw fault;
    }
  }

  /** Takes a receive back that no message has matched. False if one has. */
  public boolean cancel(ReceiveRequest request) {
    lock.lock();
    try {
      boolean taken = protocol.channel(request.context(), request.plane()).cancel(request);
      if (taken) {
        request.cancelled();
        complete(request.completion(), null);
      }
      return taken;
    } finally {
      lock.unlock();
    }
  }

  /**
   * The envelope of the earliest message that a receive of {@code source} and {@code tag} would
   * get; null if there is none now. Makes progress.
   */
  public Envelope tryProbe(long context, int source, int tag) {
    progressOrYield();
    lock.lock();
    try {
      Message message =
          protocol.channel(context, FrameHeader.POINT_TO_POINT).findArrived(source, tag);
      return message == null ? null : message.envelope();
    } finally {
      lock.unlock();
    }
  }

  /** As {@link #tryProbe}, and waits for such a message. */
  public Envelope probe(long context, int source, int tag) {
    while (true) {
      int seen = arrivals;
      Envelope found = tryProbe(context, source, tag);
      if (found != null) {
        return found;
      }
      await(new Arrival(seen, source, tag));
    }
  }

  /**
   * As {@link #tryProbe}, and takes the message out of its queue: no other receive can get it any
   * more, only {@link #receive(Message, ReceiveRequest)}.
   */
  public Message tryTake(long context, int source, int tag) {
    progressOrYield();
    lock.lock();
    try {
      var channel = protocol.channel(context, FrameHeader.POINT_TO_POINT);
      Message message = channel.findArrived(source, tag);
      if (message != null) {
        channel.remove(message);
      }
      return message;
    } finally {
      lock.unlock();
    }
  }

  /** As {@link #tryTake}, and waits for such a message. */
  public Message take(long context, int source, int tag) {
    while (true) {
      int seen = arrivals;
      Message found = tryTake(context, source, tag);
      if (found != null) {
        return found;
      }
      await(new Arrival(seen, source, tag));
    }
  }

  /** Starts a prepared receive of a message that was taken. */
  public void receive(Message message, ReceiveRequest request) {
    lock.lock();
    try {
      protocol.deliver(message, request);
    } finally {
      lock.unlock();
    }
  }

  /** Waits for any message that came unexpected. */
  private final class Arrival implements Pending {
    private final Completion completion = new Completion();
    private final int seen;
    private final int source;
    private final int tag;

    Arrival(int seen, int source, int tag) {
      this.seen = seen;
      this.source = source;
      this.tag = tag;
    }

    @Override
    public Completion completion() {
      return completion;
    }

    @Override
    public boolean isReady() {
      return arrivals != seen;
    }

    @Override
    public List<Integer> awaited() {
      return List.of(source);
    }

    @Override
    public String describe() {
      return "probe(source=%s, tag=%s)".formatted(Posted.name(source), Posted.name(tag));
    }
  }

  /** Called with the lock held: a message waits for a receive. */
  @SuppressWarnings("NonAtomicOperationOnVolatileField") // only with the lock held
  void arrived() {
    arrivals++;
    waits.wakeAll(request -> request instanceof Arrival);
  }

  // Progress and waiting.

  /** Handles what has arrived and sends what there is room for; returns how many frames moved. */
  public int progress() {
    if (!lock.tryLock()) {
      return 0;
    }
    try {
      int frames = transport.poll(protocol, FRAMES_AT_ONCE);
      framesIn += frames;
      return frames + protocol.flush();
    } finally {
      lock.unlock();
    }
  }

  /** Makes progress once and says whether the request is done; throws what it failed with. */
  public boolean test(Pending request) {
    if (!request.completion().isDone()) {
      progressOrYield();
    }
    if (!request.completion().isDone()) {
      return false;
    }
    request.completion().check();
    return true;
  }

  /**
   * For callers who ask again and again: other threads of the program may run meanwhile, and where
   * ranks share cores, others need this one.
   */
  private void progressOrYield() {
    Onlooker program = waits.onlooker();
    boolean left = program.leave();
    try {
      if (progress() == 0 && sharesCores) {
        Thread.yield();
        progress();
      }
    } finally {
      program.comeBack(left);
    }
  }

  /**
   * Waits until the request is ready.
   *
   * @throws RankspaceException what the operation failed with, or that the wait was interrupted
   */
  public void await(Pending request) {
    if (!request.isReady()) {
      waits.await(request);
    }
    request.completion().check();
  }

  /**
   * Runs a task of the program on a virtual thread. While it does not wait here, this rank is not
   * blocked, though all threads of the program may wait.
   *
   * @param needsProgram whether the task waits for a thread of the program to do something
   */
  public void carryOut(Runnable task, BooleanSupplier needsProgram) {
    waits.carryOut(task, needsProgram);
  }

  /** Where ranks wait for each other without messages; null, at all of them, if they cannot. */
  public Meeting openMeeting(Meeting.Invitation invitation) {
    return meetings.open(this, invitation);
  }

  /**
   * Waits until all members have called this.
   *
   * @param sequence which collective of the communicator this is
   * @throws ReceiveRequest.CollectiveMismatch when a member is in another collective
   * @throws RankspaceException that the wait was interrupted
   */
  public void meet(Meeting meeting, int sequence) {
    if (sequence % PROGRESS_EVERY == 0) {
      progress(); // of who never waits because it comes last
    }
    if (meeting.come(sequence)) {
      meeting.wakeOthers();
    } else if (sharesCores || !meeting.comesSoon()) {
      waits.await(meeting);
    }
    meeting.check();
  }

  /** A message that has come for that collective and that no receive has taken; null if none. */
  Envelope unreadOfCollective(long context, int sequence) {
    lock.lock();
    try {
      Message message =
          protocol.channel(context, FrameHeader.COLLECTIVE).findArrived(Posted.ANY, sequence);
      return message == null ? null : message.envelope();
    } finally {
      lock.unlock();
    }
  }

  private boolean isBacklogged() {
    lock.lock();
    try {
      return protocol.isBacklogged();
    } finally {
      lock.unlock();
    }
  }

  /** Ends an operation and wakes who waits for it. */
  public void complete(Completion completion, RuntimeException failure) {
    completion.set(failure);
    Thread waiter = completion.waiter;
    if (waiter != null) {
      wake(waiter);
    }
  }

  /** Makes a waiting thread look whether its request is ready. */
  public void wake(Thread waiter) {
    waits.wake(waiter);
  }

  /**
   * Keeps messages moving after the program's end, until {@code everyoneDone} says true; it is
   * asked every few milliseconds.
   */
  public void finish(BooleanSupplier everyoneDone) {
    while (!everyoneDone.getAsBoolean() && !waits.isClosed()) {
      if (progress() == 0) {
        transport.await(isBacklogged() ? Waits.RETRY_NS : FINISH_NS);
      }
    }
  }

  // Reports.

  /** What this rank is doing now, for reports. */
  public Snapshot snapshot() {
    Optional<Onlooker.Standstill> standstill = waits.standstill();
    if (standstill.isPresent()) {
      progress(); // for nobody else takes what has come
    }
    lock.lock();
    try {
      long blockedNs = waits.allBlockedNs(standstill);
      List<Waiting> waiting = waits.present();
      // One comes to a meeting without the lock. Counted after looking who waits, it shows that
      // a rank has moved which looks as blocked as before.
      long comings = meetings.comings();
      return new Snapshot(
          blockedNs,
          waiting,
          standstill,
          framesIn + comings,
          protocol.framesOut() + comings,
          protocol.traffic());
    } finally {
      lock.unlock();
    }
  }

  /** How many sends wait for an answer of their receiver; for tests. */
  int awaitingAnswers() {
    lock.lock();
    try {
      return protocol.awaitingAnswers();
    } finally {
      lock.unlock();
    }
  }

  /** The messages that came and that no receive has taken. */
  public List<Envelope> unread() {
    return unread(FrameHeader.POINT_TO_POINT);
  }

  /** The messages of collectives that came and that this rank's part in them has not taken. */
  public List<Envelope> unreadOfCollectives() {
    return unread(FrameHeader.COLLECTIVE);
  }

  private List<Envelope> unread(int plane) {
    lock.lock();
    try {
      List<Envelope> unread = new ArrayList<>();
      protocol.forEachArrived(plane, message -> unread.add(message.envelope()));
      return unread;
    } finally {
      lock.unlock();
    }
  }

  /** The program's receives and sends that wait for another rank, whether or not it waits too. */
  public List<Pending> pending() {
    lock.lock();
    try {
      return protocol.pending();
    } finally {
      lock.unlock();
    }
  }

  @Override
  public void close() {
    waits.close();
    lock.lock();
    try {
      transport.close();
    } finally {
      lock.unlock();
    }
  }
}
