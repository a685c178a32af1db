package org.rankspace.comm;

import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BinaryOperator;
import org.rankspace.collective.bulk.Routes;
import org.rankspace.engine.Engine;
import org.rankspace.engine.Message;
import org.rankspace.engine.ReceiveRequest;
import org.rankspace.engine.SendRequest;
import org.rankspace.error.ErrorClass;
import org.rankspace.error.RankspaceException;
import org.rankspace.match.Envelope;
import org.rankspace.match.Posted;
import org.rankspace.wire.FrameHeader;
import org.rankspace.wire.Payload;
import org.rankspace.wire.PayloadSink;

/**
 * A group of ranks that pass messages among themselves, apart from all other communicators (MPI
 * 4.1, chapters 3, 6 and 7). Ranks in its methods are places in its group. Objects arrive equal to
 * and independent of what was sent.
 *
 * <p>Errors in the arguments are raised before anything is sent: {@code RANK}, {@code ROOT}, {@code
 * TAG}, {@code COUNT}, and {@code TYPE} for an object that cannot be sent.
 */
public final class Communicator {
  /** Matches a message from any rank. */
  public static final int ANY_SOURCE = Posted.ANY;

  /** Matches any tag. */
  public static final int ANY_TAG = Posted.ANY;

  /** Nobody: sending to it does nothing, receiving from it gives nothing, at once. */
  public static final int PROC_NULL = -2;

  /** Sets the contexts of {@link #createGroup} apart from those of {@link #create}. */
  private static final long GROUPS = 0x5851F42D4C957F2DL;

  private final Engine engine;
  private final Desk.Pool desks;
  private final Group group;
  private final Group peers;
  private final long context;
  private final String name;
  private final int rank;
  private final int size;
  private final AtomicInteger collectives = new AtomicInteger();
  private final AtomicInteger children = new AtomicInteger();
  private final Map<GroupKey, Integer> groups = new ConcurrentHashMap<>();
  private final Collectives collective;
  private final Buffers buffers;
  private final SharedBarrier sharedBarrier;

  Communicator(Engine engine, Desk.Pool desks, Group group, long context, String name) {
    this(engine, desks, group, group, context, name);
  }

  private Communicator(
      Engine engine, Desk.Pool desks, Group group, Group peers, long context, String name) {
    this.engine = engine;
    this.desks = desks;
    this.group = group;
    this.peers = peers;
    this.context = context;
    this.name = name;
    rank = group.rank();
    size = group.size();
    Routes routes = Routes.from(System.getenv());
    collective = new Collectives(this, engine, desks, routes);
    buffers = new Buffers(this, engine, routes);
    sharedBarrier = new SharedBarrier(this, engine);
  }

  public int rank() {
    return rank;
  }

  public int size() {
    return size;
  }

  public Group group() {
    return group;
  }

  /** Those that messages go to and come from: the group, except in an intercommunicator. */
  Group peers() {
    return peers;
  }

  /** How reports call it: {@code world}, {@code dup 1 of world}. */
  public String name() {
    return name;
  }

  long context() {
    return context;
  }

  SharedBarrier sharedBarrier() {
    return sharedBarrier;
  }

  int nextSequence() {
    return collectives.getAndIncrement();
  }

  // Point to point.

  /**
   * Sends an object. Returns when it may be changed: at once for a small one (about 60 KiB
   * encoded), while fewer than 1 MiB lie unread at the receiver; else when the receiver takes it.
   */
  public void send(Object value, int dest, int tag) {
    if (!checkSend(dest, tag)) {
      return;
    }
    Desk desk = desks.take();
    desk.encode(value);
    if (desk.out.isContiguous()
        && engine.trySend(
            context,
            FrameHeader.POINT_TO_POINT,
            0,
            tag,
            FrameHeader.NO_ROOT,
            peers.worldRank(dest),
            desk.out.getBuffer(),
            0,
            desk.out.position())) {
      desks.giveBack(desk);
      return;
    }
    engine.await(start(desk.out.payload(), dest, tag, false));
    desks.giveBack(desk);
  }

  /** As {@link #send}, and returns only when a receive has matched the message. */
  public void ssend(Object value, int dest, int tag) {
    if (checkSend(dest, tag)) {
      engine.await(start(desks.encode(value), dest, tag, true));
    }
  }

  /** Starts {@link #send}; the object may be changed at once. */
  public Request isend(Object value, int dest, int tag) {
    return startSend(value, dest, tag, false);
  }

  /** Starts {@link #ssend}; the object may be changed at once. */
  public Request issend(Object value, int dest, int tag) {
    return startSend(value, dest, tag, true);
  }

  private Request startSend(Object value, int dest, int tag, boolean synchronous) {
    if (!checkSend(dest, tag)) {
      return new NoMessage(engine);
    }
    return new Sending(engine, start(desks.encode(value), dest, tag, synchronous));
  }

  private SendRequest start(Payload payload, int dest, int tag, boolean synchronous) {
    Envelope envelope =
        new Envelope(
            context,
            FrameHeader.POINT_TO_POINT,
            0,
            engine.rank(),
            tag,
            FrameHeader.NO_ROOT,
            payload.length());
    return engine.start(envelope, peers.worldRank(dest), synchronous, payload);
  }

  /**
   * Waits for a message and returns its object; null from {@link #PROC_NULL}.
   *
   * @param status filled in if not null
   */
  public Object recv(int source, int tag, Status status) {
    if (!checkReceive(source, tag)) {
      NoMessage.describe(status);
      return null;
    }
    // A desk is given back only when nothing can touch its buffers any more: not after an
    // interrupted wait.
    Desk desk = desks.take();
    ReceiveRequest receive = desk.receive.from(context, world(source), tag);
    engine.receive(receive);
    if (status != null) {
      fill(status, receive);
    }
    Object value = desk.decode(desk.sink.payload());
    desks.giveBack(desk);
    return value;
  }

  /** Starts {@link #recv}. */
  public Request irecv(int source, int tag) {
    if (!checkReceive(source, tag)) {
      return new NoMessage(engine);
    }
    PayloadSink sink = new PayloadSink();
    ReceiveRequest receive = new ReceiveRequest(sink).from(context, world(source), tag);
    engine.post(receive);
    return new Receiving(this, engine, receive, sink);
  }

  /** Sends and receives at once, so that exchanging partners do not wait for each other. */
  public Object sendrecv(
      Object value, int dest, int sendTag, int source, int receiveTag, Status status) {
    checkReceive(source, receiveTag);
    Request sending = isend(value, dest, sendTag);
    Object received = recv(source, receiveTag, status);
    sending.await(null);
    return received;
  }

  /** Waits until {@link #recv} with these arguments would not, and says what it would get. */
  public void probe(int source, int tag, Status status) {
    if (!checkReceive(source, tag)) {
      NoMessage.describe(status);
      return;
    }
    fill(status, engine.probe(context, world(source), tag));
  }

  /**
   * Whether {@link #recv} with these arguments would not wait now; if so, fills {@code status} in.
   */
  public boolean iprobe(int source, int tag, Status status) {
    if (!checkReceive(source, tag)) {
      NoMessage.describe(status);
      return true;
    }
    Envelope found = engine.tryProbe(context, world(source), tag);
    if (found != null) {
      fill(status, found);
    }
    return found != null;
  }

  /**
   * As {@link #probe}, and takes the message: only the result can receive it (MPI 4.1, section
   * 3.8.2).
   */
  public Matched mprobe(int source, int tag, Status status) {
    if (!checkReceive(source, tag)) {
      NoMessage.describe(status);
      return new Matched(this, engine, null);
    }
    return matched(engine.take(context, world(source), tag), status);
  }

  /** As {@link #iprobe}, and takes the message; null if there is none now. */
  public Matched improbe(int source, int tag, Status status) {
    if (!checkReceive(source, tag)) {
      NoMessage.describe(status);
      return new Matched(this, engine, null);
    }
    Message message = engine.tryTake(context, world(source), tag);
    return message == null ? null : matched(message, status);
  }

  private Matched matched(Message message, Status status) {
    fill(status, message.envelope());
    return new Matched(this, engine, message);
  }

  private void fill(Status status, Envelope envelope) {
    if (status != null) {
      status.set(peers.rankOf(envelope.source()), envelope.tag(), envelope.length());
    }
  }

  void fill(Status status, ReceiveRequest receive) {
    if (receive.isCancelled()) {
      status.setCancelled();
    } else {
      status.set(peers.rankOf(receive.source()), receive.tag(), receive.length());
    }
  }

  Object decode(Payload payload) {
    return desks.decode(payload);
  }

  int world(int source) {
    return source == ANY_SOURCE ? Posted.ANY : peers.worldRank(source);
  }

  // Checks.

  boolean checkSend(int dest, int tag) {
    if (tag < 0) {
      throw new RankspaceException(
          ErrorClass.TAG, "a tag must not be negative: tag=%d, dest=%d".formatted(tag, dest));
    }
    if (dest == PROC_NULL) {
      return false;
    }
    if (dest < 0 || dest >= peers.size()) {
      throw noSuchRank("dest", dest);
    }
    return true;
  }

  boolean checkReceive(int source, int tag) {
    if (tag < 0 && tag != ANY_TAG) {
      throw new RankspaceException(
          ErrorClass.TAG,
          "a tag must not be negative, or be ANY_TAG: tag=%d, source=%d".formatted(tag, source));
    }
    if (source == PROC_NULL) {
      return false;
    }
    if (source != ANY_SOURCE && (source < 0 || source >= peers.size())) {
      throw noSuchRank("source", source);
    }
    return true;
  }

  private RankspaceException noSuchRank(String role, int value) {
    return new RankspaceException(
        ErrorClass.RANK,
        "no such rank in %s: %s=%d, size=%d".formatted(name, role, value, peers.size()));
  }

  int checkRoot(int root) {
    if (root < 0 || root >= size) {
      throw new RankspaceException(
          ErrorClass.ROOT, "no such root in %s: root=%d, size=%d".formatted(name, root, size));
    }
    return root;
  }

  /** The verbs that move memory instead of objects, between the same ranks. */
  public Buffers buffers() {
    return buffers;
  }

  // Collectives: each waits, and has a form that returns a request.

  /** Waits until all ranks have called it. */
  public void barrier() {
    if (!sharedBarrier.enter()) {
      collective.run(collective.barrier(Operation.BARRIER));
    }
  }

  public Request ibarrier() {
    return collective.start(collective.barrier(Operation.IBARRIER));
  }

  /** Returns the root's object, at every rank. */
  public Object bcast(Object value, int root) {
    return collective.run(collective.bcast(value, root));
  }

  public Request ibcast(Object value, int root) {
    return collective.start(collective.bcast(value, root));
  }

  /**
   * Gives each rank one of the root's objects.
   *
   * @param values at the root, one for each rank; not looked at elsewhere
   */
  public Object scatter(List<?> values, int root) {
    return collective.run(collective.scatter(values, root));
  }

  public Request iscatter(List<?> values, int root) {
    return collective.start(collective.scatter(values, root));
  }

  /** Returns the objects of all ranks, in rank order, at the root; null elsewhere. */
  @SuppressWarnings("unchecked")
  public List<Object> gather(Object value, int root) {
    return (List<Object>) collective.run(collective.gather(value, root));
  }

  public Request igather(Object value, int root) {
    return collective.start(collective.gather(value, root));
  }

  /** Returns the objects of all ranks, in rank order, at every rank. */
  @SuppressWarnings("unchecked")
  public List<Object> allgather(Object value) {
    return (List<Object>) collective.run(collective.allgather(value));
  }

  public Request iallgather(Object value) {
    return collective.start(collective.allgather(value));
  }

  /** Sends the i-th object to rank i and returns what each rank had for this one. */
  @SuppressWarnings("unchecked")
  public List<Object> alltoall(List<?> values) {
    return (List<Object>) collective.run(collective.alltoall(values));
  }

  public Request ialltoall(List<?> values) {
    return collective.start(collective.alltoall(values));
  }

  /**
   * Returns the objects of all ranks combined by {@code op} in rank order, at the root; null
   * elsewhere.
   */
  public Object reduce(Object value, BinaryOperator<Object> op, int root) {
    return collective.run(collective.reduce(value, op, root));
  }

  public Request ireduce(Object value, BinaryOperator<Object> op, int root) {
    return collective.start(collective.reduce(value, op, root));
  }

  /** As {@link #reduce}, with the same result at every rank. */
  public Object allreduce(Object value, BinaryOperator<Object> op) {
    return collective.run(collective.allreduce(value, op));
  }

  public Request iallreduce(Object value, BinaryOperator<Object> op) {
    return collective.start(collective.allreduce(value, op));
  }

  /** Returns the objects of ranks 0 to this one combined. */
  public Object scan(Object value, BinaryOperator<Object> op) {
    return collective.run(collective.scan(value, op));
  }

  public Request iscan(Object value, BinaryOperator<Object> op) {
    return collective.start(collective.scan(value, op));
  }

  /** Returns the objects of the ranks before this one combined; null at rank 0. */
  public Object exscan(Object value, BinaryOperator<Object> op) {
    return collective.run(collective.exscan(value, op));
  }

  public Request iexscan(Object value, BinaryOperator<Object> op) {
    return collective.start(collective.exscan(value, op));
  }

  /** Combines the i-th objects of all ranks and gives the result to rank i. */
  public Object reduceScatter(List<?> values, BinaryOperator<Object> op) {
    return collective.run(collective.reduceScatter(values, op));
  }

  public Request ireduceScatter(List<?> values, BinaryOperator<Object> op) {
    return collective.start(collective.reduceScatter(values, op));
  }

  // New communicators. All members call these in the same order; freeing one is forgetting it.

  /** The same ranks, apart from this communicator's messages. Costs no message. */
  public Communicator dup() {
    int child = children.incrementAndGet();
    return new Communicator(
        engine, desks, group, childContext(child, 0), "dup %d of %s".formatted(child, name));
  }

  /**
   * Divides the ranks: those with the same colour form a communicator, ordered by key, then by rank
   * here.
   *
   * @param color not negative, or null for a rank that joins none
   * @return null where {@code color} was null
   */
  public Communicator split(Integer color, int key) {
    if (color != null && color < 0) {
      throw new RankspaceException(
          ErrorClass.ARG, "a colour must not be negative: color=%d".formatted(color));
    }
    int child = children.incrementAndGet();
    int[] members = collective.membersOfSplit(color, key);
    if (color == null) {
      return null;
    }
    Group chosen = group.incl(java.util.Arrays.stream(members).boxed().toList());
    return new Communicator(
        engine,
        desks,
        chosen,
        childContext(child, color + 1),
        "split %d of %s, color %d".formatted(child, name, color));
  }

  /**
   * A communicator of the members of {@code chosen}. Costs no message.
   *
   * @return null where this rank is not a member
   */
  public Communicator create(Group chosen) {
    int child = children.incrementAndGet();
    if (chosen.rank() < 0) {
      return null;
    }
    return new Communicator(
        engine,
        desks,
        chosen,
        childContext(child, chosen.hashCode()),
        "group %d of %s".formatted(child, name));
  }

  /**
   * A communicator of the members of {@code chosen}, who alone call this. Costs no message.
   *
   * @param tag tells apart what several threads make of the same group at once
   * @return null where this rank is not a member
   */
  public Communicator createGroup(Group chosen, int tag) {
    if (chosen.rank() < 0) {
      return null;
    }
    int child = groups.merge(new GroupKey(chosen, tag), 1, Integer::sum);
    long seed = childContext(child, tag) ^ GROUPS;
    for (int member : chosen.members()) {
      seed = mix(seed, member);
    }
    return new Communicator(
        engine, desks, chosen, seed, "group %d of %s, tag %d".formatted(child, name, tag));
  }

  /**
   * A communicator of these ranks of the world, who have agreed on its context: a number that no
   * other communicator has.
   *
   * @param remote the ranks that its messages between two ranks go to and come from, in an
   *     intercommunicator (MPI 4.1, section 7.6); such a one has no collectives. Else null
   */
  public Communicator assemble(
      List<Integer> members, List<Integer> remote, long chosenContext, String chosenName) {
    Group own = groupOf(members);
    Group others = remote == null ? own : groupOf(remote);
    return new Communicator(engine, desks, own, others, chosenContext, chosenName);
  }

  private Group groupOf(List<Integer> worldRanks) {
    return new Group(worldRanks.stream().mapToInt(Integer::intValue).toArray(), engine.rank());
  }

  /** A number that the members have in common, and no other communicator of any of them has. */
  long key() {
    long key = context;
    for (int member : group.members()) {
      key = mix(key, member);
    }
    return key;
  }

  private record GroupKey(Group group, int tag) {}

  /**
   * Names contexts without asking anybody: all members create children in the same order, so a hash
   * of parent, number and part is the same everywhere, and 64 bits make a clash a matter of theory.
   */
  private long childContext(int child, int part) {
    return mix(context * 0x9E3779B97F4A7C15L + child, part);
  }

  private static long mix(long seed, int part) {
    long mixed = (seed ^ (seed >>> 30)) * 0xBF58476D1CE4E5B9L + part;
    mixed = (mixed ^ (mixed >>> 27)) * 0x94D049BB133111EBL;
    return mixed ^ (mixed >>> 31);
  }
}
