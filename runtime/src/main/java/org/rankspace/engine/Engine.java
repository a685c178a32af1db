package org.rankspace.engine;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BooleanSupplier;
import org.rankspace.error.ErrorClass;
import org.rankspace.error.RankspaceException;
import org.rankspace.match.Envelope;
import org.rankspace.transport.Transport;
import org.rankspace.wire.FrameHeader;
import org.rankspace.wire.Payload;

/**
 * One rank's messages: sends and receives bytes, finds out when that is done, and waits for it.
 * Owns its transport. All methods may be called by any thread; only {@link #send}, {@link
 * #receive}, {@link #probe}, {@link #await} and {@link #finish} block, and every blocking call ends
 * with an exception when its thread is interrupted or the engine is closed.
 *
 * <p>Of the threads that wait, one sleeps in the transport on behalf of all (the sleeper); the
 * others are parked until whoever handles their frame wakes them.
 */
public final class Engine implements AutoCloseable {
  private static final int FRAMES_AT_ONCE = 64;

  /** A transport ends its wait when there is room again; this is for one that only delays. */
  private static final long RETRY_NS = 1_000_000;

  private final Transport transport;
  private final Limits limits;
  private final Protocol protocol;
  private final ReentrantLock lock = new ReentrantLock();
  private final AtomicReference<Thread> sleeper = new AtomicReference<>();
  private final Set<Waiting> waits = ConcurrentHashMap.newKeySet();
  private volatile Onlooker onlooker = Onlooker.NOBODY;
  private volatile int arrivals;
  private volatile int programThreads = 1;
  private long framesIn;
  private volatile boolean closed;

  public Engine(Transport transport, Limits limits) {
    this.transport = transport;
    this.limits = limits;
    protocol = new Protocol(this, transport, limits);
  }

  public int rank() {
    return transport.rank();
  }

  public int size() {
    return transport.size();
  }

  /** Has {@code onlooker} called by waiting threads, every {@link Limits#sliceNs}. */
  public void onWait(Onlooker onlooker) {
    this.onlooker = onlooker;
  }

  // Sending.

  /**
   * A standard send of a small or large message; returns when the bytes may be changed. Small ones
   * need no receiver.
   */
  public void send(Envelope envelope, int dest, byte[] bytes, int offset, int length) {
    if (dest != rank()
        && trySend(
            envelope.context(),
            envelope.plane(),
            envelope.operation(),
            envelope.tag(),
            envelope.root(),
            dest,
            bytes,
            offset,
            length)) {
      return;
    }
    await(start(envelope, dest, false, Payload.of(bytes, offset, length)));
  }

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
    SendRequest request = new SendRequest(envelope, dest, synchronous, lasting);
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
    progress();
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
      return "probe(source=%d, tag=%d)".formatted(source, tag);
    }
  }

  /** Called with the lock held: a message waits for a receive. */
  @SuppressWarnings("NonAtomicOperationOnVolatileField") // only with the lock held
  void arrived() {
    arrivals++;
    for (Waiting waiting : waits) {
      if (waiting.request() instanceof Arrival) {
        wake(waiting.thread());
      }
    }
  }

  // Progress and waiting.

  /** Handles what has arrived and sends what there is room for; returns how many frames came in. */
  public int progress() {
    if (!lock.tryLock()) {
      return 0;
    }
    try {
      int frames = transport.poll(protocol, FRAMES_AT_ONCE);
      framesIn += frames;
      protocol.flush();
      return frames;
    } finally {
      lock.unlock();
    }
  }

  /** Makes progress once and says whether the request is done; throws what it failed with. */
  public boolean test(Pending request) {
    if (!request.completion().isDone()) {
      progress();
    }
    if (!request.completion().isDone()) {
      return false;
    }
    request.completion().check();
    return true;
  }

  /**
   * Waits until the request is ready.
   *
   * @throws RankspaceException what the operation failed with, or that the wait was interrupted
   */
  public void await(Pending request) {
    if (!request.isReady()) {
      Thread self = Thread.currentThread();
      if (self.isVirtual() || !spin(request, self)) {
        block(request, self);
      }
    }
    request.completion().check();
  }

  /** Polls for a moment, if no other thread does. */
  private boolean spin(Pending request, Thread self) {
    if (!sleeper.compareAndSet(null, self)) {
      return false;
    }
    try {
      for (int i = limits.spins(); i > 0; i--) {
        if (request.isReady()) {
          return true;
        }
        if (progress() == 0) {
          Thread.onSpinWait();
        }
      }
      return request.isReady();
    } finally {
      sleeper.set(null);
      if (!waits.isEmpty()) {
        wakeAnother();
      }
    }
  }

  private void block(Pending request, Thread self) {
    Waiting waiting = new Waiting(request, self, System.nanoTime());
    request.waitedForBy(self);
    waits.add(waiting);
    try {
      long lookedNs = waiting.sinceNs();
      while (!request.isReady()) {
        waitOnce(request, self);
        // A wait is disturbed by every frame for another thread; a look takes the interpreter's
        // lock.
        long nowNs = System.nanoTime();
        boolean isDue =
            nowNs - lookedNs >= limits.sliceNs()
                || closed
                || Thread.currentThread().isInterrupted();
        if (isDue && !request.isReady()) {
          lookedNs = nowNs;
          look(waiting);
        }
      }
    } finally {
      waits.remove(waiting);
      request.waitedForBy(null);
      wakeAnother();
    }
  }

  private void waitOnce(Pending request, Thread self) {
    if (self.isVirtual()) {
      // Leaves progress to the threads of the program: a carrier thread must not sleep in the
      // transport.
      LockSupport.park();
    } else if (sleeper.compareAndSet(null, self)) {
      try {
        // Between the CAS and this look nobody can have completed the request without waking the
        // transport.
        if (!request.isReady() && progress() == 0 && !request.isReady()) {
          transport.await(isBacklogged() ? RETRY_NS : limits.sliceNs());
          progress();
        }
      } finally {
        sleeper.set(null);
      }
    } else {
      LockSupport.parkNanos(limits.sliceNs());
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

  /** Ends the wait if something else than a message asks for it; notes where it is, for reports. */
  private void look(Waiting waiting) {
    if (closed) {
      throw new RankspaceException(ErrorClass.OTHER, "the rank's message passing has been closed");
    }
    if (waiting.thread().isVirtual()) {
      return; // runs no program, so signals are not for it
    }
    boolean interrupted = Thread.interrupted();
    Onlooker program = onlooker;
    programThreads = program.look();
    if (waiting.position() == null) {
      waiting.position(program.position());
    }
    if (interrupted) {
      throw new RankspaceException(ErrorClass.OTHER, "the wait was interrupted");
    }
  }

  /** The sleeper's place is free: another waiting thread takes it. */
  private void wakeAnother() {
    for (Waiting waiting : waits) {
      if (!waiting.thread().isVirtual()) {
        LockSupport.unpark(waiting.thread());
        return;
      }
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
    if (waiter == Thread.currentThread()) {
      return;
    }
    if (sleeper.get() == waiter) {
      transport.wakeup();
    } else {
      LockSupport.unpark(waiter);
    }
  }

  /**
   * Keeps messages moving after the program's end, until {@code everyoneDone} says true; it is
   * asked every few milliseconds.
   */
  public void finish(BooleanSupplier everyoneDone) {
    while (!everyoneDone.getAsBoolean() && !closed) {
      if (progress() == 0) {
        transport.await(isBacklogged() ? RETRY_NS : 2_000_000);
      }
    }
  }

  // Reports.

  /** What this rank is doing now, for reports. */
  public Snapshot snapshot() {
    lock.lock();
    try {
      List<Waiting> waiting = List.copyOf(waits);
      long blocked = waiting.stream().filter(wait -> !wait.thread().isVirtual()).count();
      // A wait whose end has come, but whose thread has not had its turn yet, is none.
      boolean ending = waiting.stream().anyMatch(wait -> wait.request().isReady());
      return new Snapshot(
          blocked > 0 && blocked >= programThreads && !ending,
          waiting,
          framesIn,
          protocol.framesOut());
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
    lock.lock();
    try {
      List<Envelope> unread = new ArrayList<>();
      protocol.forEachArrived(message -> unread.add(message.envelope()));
      return unread;
    } finally {
      lock.unlock();
    }
  }

  @Override
  public void close() {
    closed = true;
    transport.wakeup();
    for (Waiting waiting : waits) {
      LockSupport.unpark(waiting.thread());
    }
    lock.lock();
    try {
      transport.close();
    } finally {
      lock.unlock();
    }
  }
}
