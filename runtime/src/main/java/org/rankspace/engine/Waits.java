package org.rankspace.engine;

import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.function.IntSupplier;
import java.util.function.Predicate;
import org.rankspace.error.ErrorClass;
import org.rankspace.error.RankspaceException;
import org.rankspace.transport.Transport;

/**
 * The threads of one rank that wait. One of them, the sleeper, polls for a moment and then sleeps
 * in the transport on behalf of all; the others are parked until whoever handles their frame wakes
 * them. When the sleeper has what it waited for, another takes its place.
 */
final class Waits {
  /** A transport ends its wait when there is room again; this is for one that only delays. */
  static final long RETRY_NS = 1_000_000;

  private final Transport transport;
  private final Limits limits;
  private final IntSupplier progress;
  private final BooleanSupplier isBacklogged;
  private final Patience patience;
  private final AtomicReference<Thread> sleeper = new AtomicReference<>();
  private final Set<Waiting> waits = ConcurrentHashMap.newKeySet();
  private final Map<Thread, BooleanSupplier> tasks = new ConcurrentHashMap<>();
  private volatile Onlooker onlooker = Onlooker.NOBODY;
  private volatile long[] programThreads = {};
  private volatile boolean closed;

  /**
   * @param progress {@link Engine#progress}
   * @param isBacklogged whether frames wait for room
   */
  Waits(Transport transport, Limits limits, IntSupplier progress, BooleanSupplier isBacklogged) {
    this.transport = transport;
    this.limits = limits;
    this.progress = progress;
    this.isBacklogged = isBacklogged;
    patience = new Patience(limits);
  }

  void onWait(Onlooker onlooker) {
    this.onlooker = onlooker;
  }

  Onlooker onlooker() {
    return onlooker;
  }

  /** Waits until the request is ready. */
  void await(Pending request) {
    Onlooker program = onlooker;
    boolean left = program.leave();
    try {
      Thread self = Thread.currentThread();
      if (self.isVirtual() || !spin(request, self)) {
        block(request, self);
      }
    } finally {
      program.comeBack(left);
    }
  }

  /** Polls for a moment, if no other thread does. */
  private boolean spin(Pending request, Thread self) {
    if (!sleeper.compareAndSet(null, self)) {
      return false;
    }
    try {
      patience.begin();
      while (true) {
        boolean moved = progress.getAsInt() > 0;
        if (request.isReady()) {
          return true;
        }
        if (moved) {
          patience.begin(); // who streams does not sleep
        } else if (!patience.lasts()) {
          return false;
        }
      }
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
        // Every frame for another thread may end waitOnce; a look takes the interpreter's lock.
        long nowNs = System.nanoTime();
        boolean isDue = nowNs - lookedNs >= limits.sliceNs() || closed || self.isInterrupted();
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
      LockSupport.parkNanos(limits.sliceNs());
    } else if (sleeper.compareAndSet(null, self)) {
      try {
        // Between the CAS and this look nobody can have completed the request without waking the
        // transport.
        if (!request.isReady() && progress.getAsInt() == 0 && !request.isReady()) {
          transport.await(
              request::isReady, isBacklogged.getAsBoolean() ? RETRY_NS : limits.sliceNs());
          progress.getAsInt();
        }
      } finally {
        sleeper.set(null);
        wakeAll(other -> other.endsWithoutFrame() && other.isReady());
      }
    } else {
      LockSupport.parkNanos(limits.sliceNs());
    }
  }

  /** Ends the wait if something else than a message asks for it; notes where it is, for reports. */
  private void look(Waiting waiting) {
    if (closed) {
      throw new RankspaceException(ErrorClass.OTHER, "the rank's message passing has been closed");
    }
    waiting.request().look();
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

  /** Makes a waiting thread look whether its request is ready. */
  void wake(Thread waiter) {
    if (waiter == Thread.currentThread()) {
      return;
    }
    if (sleeper.get() == waiter) {
      transport.wakeup();
    } else {
      LockSupport.unpark(waiter);
    }
  }

  /** As {@link #wake}, every thread whose request is one of these. */
  void wakeAll(Predicate<Pending> which) {
    for (Waiting waiting : waits) {
      if (which.test(waiting.request())) {
        wake(waiting.thread());
      }
    }
  }

  /** {@link Engine#carryOut}. */
  void carryOut(Runnable task, BooleanSupplier needsProgram) {
    Thread thread =
        Thread.ofVirtual()
            .unstarted(
                () -> {
                  try {
                    task.run();
                  } finally {
                    tasks.remove(Thread.currentThread());
                  }
                });
    tasks.put(thread, needsProgram);
    thread.start();
  }

  /** Those that wait now. */
  List<Waiting> present() {
    return List.copyOf(waits);
  }

  /** {@link Onlooker#standstill}; empty while a thread of the program waits for a message. */
  Optional<Onlooker.Standstill> standstill() {
    boolean programWaits = waits.stream().anyMatch(wait -> !wait.thread().isVirtual());
    return programWaits ? Optional.empty() : onlooker.standstill();
  }

  /**
   * Whether every thread of the program and every task waits: for messages, none of which has come
   * already, or for another thread of the program.
   *
   * @param standstill {@link #standstill}, asked a moment before
   * @return how long the latter have computed, in ns: who ran since has computed more. {@link
   *     Onlooker#NOT_IDLE} if a thread of the program can go on
   */
  long allBlockedNs(Optional<Onlooker.Standstill> standstill) {
    Set<Long> waiting = new HashSet<>();
    boolean programWaits = false;
    for (Waiting wait : waits) {
      if (wait.request().isReady()) {
        return Onlooker.NOT_IDLE;
      }
      waiting.add(wait.thread().threadId());
      programWaits |= !wait.thread().isVirtual();
    }
    if (isAnyTaskAtWork(waiting)) {
      return Onlooker.NOT_IDLE;
    }
    return programWaits
        ? othersBlockedNs(waiting)
        : standstill.map(Onlooker.Standstill::computedNs).orElse(Onlooker.NOT_IDLE);
  }

  /** Of the program's threads but those that wait for messages. */
  private long othersBlockedNs(Set<Long> waiting) {
    long sumNs = 0;
    for (long thread : programThreads) {
      if (sumNs != Onlooker.NOT_IDLE && !waiting.contains(thread)) {
        long idleNs = onlooker.idleNs(thread);
        sumNs = idleNs == Onlooker.NOT_IDLE ? Onlooker.NOT_IDLE : sumNs + idleNs;
      }
    }
    return sumNs;
  }

  private boolean isAnyTaskAtWork(Set<Long> waiting) {
    for (var task : tasks.entrySet()) {
      if (!waiting.contains(task.getKey().threadId()) && !task.getValue().getAsBoolean()) {
        return true;
      }
    }
    return false;
  }

  boolean isClosed() {
    return closed;
  }

  /** Ends all waits with an exception. */
  void close() {
    closed = true;
    transport.wakeup();
    for (Waiting waiting : waits) {
      LockSupport.unpark(waiting.thread());
    }
  }
}
