package org.rankspace.comm;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.BinaryOperator;
import java.util.function.Function;
import org.rankspace.collective.Allgather;
import org.rankspace.collective.Allreduce;
import org.rankspace.collective.Alltoall;
import org.rankspace.collective.Barrier;
import org.rankspace.collective.Broadcast;
import org.rankspace.collective.Exscan;
import org.rankspace.collective.Gather;
import org.rankspace.collective.Peer;
import org.rankspace.collective.Reduce;
import org.rankspace.collective.ReduceScatter;
import org.rankspace.collective.Scan;
import org.rankspace.collective.Scatter;
import org.rankspace.collective.bulk.Routes;
import org.rankspace.engine.Engine;
import org.rankspace.error.ErrorClass;
import org.rankspace.error.RankspaceException;
import org.rankspace.wire.FrameHeader;
import org.rankspace.wire.Payload;

/**
 * The collectives of one communicator as plans: arguments checked and encoded, nothing sent yet. A
 * plan is then {@link #run} by the calling thread, or {@link #start}ed on a virtual thread.
 */
final class Collectives {
  private static final int NO_ROOT = FrameHeader.NO_ROOT;

  private final Communicator communicator;
  private final Engine engine;
  private final Desk.Pool desks;
  private final Routes routes;
  private final Cargo<Object> objects;
  private final Cargo<List<Object>> lists;

  /**
   * A collective that is ready to go.
   *
   * @param <T> what the algorithm moves
   * @param <R> what it gives
   * @param finish turns that into the caller's result; run by a thread that may run Python
   */
  record Plan<T, R>(
      Operation operation,
      int root,
      Cargo<T> cargo,
      Function<Errands, Function<Peer<T>, R>> algorithm,
      Function<R, Object> finish) {}

  Collectives(Communicator communicator, Engine engine, Desk.Pool desks, Routes routes) {
    this.communicator = communicator;
    this.engine = engine;
    this.desks = desks;
    this.routes = routes;
    objects =
        new Cargo<>() {
          @Override
          public Payload pack(Object message) {
            return desks.encode(message);
          }

          @Override
          public Object unpack(Payload payload) {
            return desks.decode(payload);
          }
        };
    lists =
        new Cargo<>() {
          @Override
          public Payload pack(List<Object> messages) {
            return Cargo.BUNDLE.pack(encodeAll(messages));
          }

          @Override
          public List<Object> unpack(Payload payload) {
            return decodeAll(Cargo.BUNDLE.unpack(payload));
          }
        };
  }

  <T, R> Object run(Plan<T, R> plan) {
    R result = perform(plan, communicator.nextSequence(), Errands.HERE);
    return plan.finish.apply(result);
  }

  <T, R> Request start(Plan<T, R> plan) {
    int sequence = communicator.nextSequence();
    return new Started<>(
        engine, name(plan), errands -> perform(plan, sequence, errands), plan.finish);
  }

  private <T, R> R perform(Plan<T, R> plan, int sequence, Errands errands) {
    EnginePeer<T> peer =
        new EnginePeer<>(
            engine, communicator, plan.operation, plan.root, sequence, plan.cargo, errands);
    R result = plan.algorithm.apply(errands).apply(peer);
    peer.finish();
    return result;
  }

  private String name(Plan<?, ?> plan) {
    return plan.operation.started(plan.root) + " on " + communicator.name();
  }

  private static <T, R> Plan<T, R> plan(
      Operation operation,
      int root,
      Cargo<T> cargo,
      Function<Peer<T>, R> algorithm,
      Function<R, Object> finish) {
    return new Plan<>(operation, root, cargo, errands -> algorithm, finish);
  }

  /** One of two algorithms: the first moves encoded objects in bundles, the second each alone. */
  private static <R> Plan<?, R> plan(
      Operation operation,
      int root,
      boolean bundles,
      Function<Peer<List<Payload>>, R> bundled,
      Function<Peer<Payload>, R> alone,
      Function<R, Object> finish) {
    return bundles
        ? plan(operation, root, Cargo.BUNDLE, bundled, finish)
        : plan(operation, root, Cargo.BYTES, alone, finish);
  }

  /** A reduction: its operator runs where Python may run. */
  private <R> Plan<Object, R> reduction(
      Operation operation,
      int root,
      BinaryOperator<Object> op,
      Function<BinaryOperator<Object>, Function<Peer<Object>, R>> algorithm) {
    return new Plan<>(
        operation, root, objects, errands -> algorithm.apply(on(errands, op)), result -> result);
  }

  private static BinaryOperator<Object> on(Errands errands, BinaryOperator<Object> op) {
    return (lower, higher) -> errands.run(() -> op.apply(lower, higher));
  }

  private List<Payload> encodeAll(List<?> values) {
    List<Payload> payloads = new ArrayList<>(values.size());
    for (Object value : values) {
      payloads.add(desks.encode(value));
    }
    return payloads;
  }

  private List<Object> decodeAll(List<Payload> payloads) {
    if (payloads == null) {
      return null;
    }
    List<Object> values = new ArrayList<>(payloads.size());
    for (Payload payload : payloads) {
      values.add(desks.decode(payload));
    }
    return values;
  }

  private List<?> onePerRank(String operation, List<?> values) {
    if (values == null || values.size() != communicator.size()) {
      throw new RankspaceException(
          ErrorClass.COUNT,
          "%s needs one object for each rank: objects=%s, size=%d"
              .formatted(operation, values == null ? "none" : values.size(), communicator.size()));
    }
    return values;
  }

  private boolean isRoot(int root) {
    return communicator.checkRoot(root) == communicator.rank();
  }

  /**
   * @param operation {@code BARRIER} or {@code IBARRIER}
   */
  Plan<Payload, Void> barrier(Operation operation) {
    return plan(
        operation,
        NO_ROOT,
        Cargo.BYTES,
        peer -> {
          Barrier.barrier(peer, Payload.EMPTY);
          return null;
        },
        nothing -> null);
  }

  Plan<Payload, Payload> bcast(Object value, int root) {
    boolean isRoot = isRoot(root);
    Payload encoded = isRoot ? desks.encode(value) : null;
    return plan(
        Operation.BCAST,
        root,
        Cargo.BYTES,
        peer -> Broadcast.broadcast(peer, root, encoded),
        payload -> isRoot ? value : desks.decode(payload));
  }

  Plan<?, Payload> scatter(List<?> values, int root) {
    List<Payload> encoded = isRoot(root) ? encodeAll(onePerRank("scatter", values)) : null;
    return plan(
        Operation.SCATTER,
        root,
        routes.distributesByTree(communicator.size()),
        peer -> Scatter.tree(peer, root, encoded),
        peer -> Scatter.linear(peer, root, encoded),
        desks::decode);
  }

  Plan<?, List<Payload>> gather(Object value, int root) {
    communicator.checkRoot(root);
    Payload encoded = desks.encode(value);
    return plan(
        Operation.GATHER,
        root,
        routes.distributesByTree(communicator.size()),
        peer -> Gather.tree(peer, root, encoded),
        peer -> Gather.linear(peer, root, encoded),
        this::decodeAll);
  }

  Plan<List<Payload>, List<Payload>> allgather(Object value) {
    Payload encoded = desks.encode(value);
    return plan(
        Operation.ALLGATHER,
        NO_ROOT,
        Cargo.BUNDLE,
        peer -> Allgather.allgather(peer, encoded, Allgather.Route.BRUCK),
        this::decodeAll);
  }

  Plan<?, List<Payload>> alltoall(List<?> values) {
    List<Payload> encoded = encodeAll(onePerRank("alltoall", values));
    return plan(
        Operation.ALLTOALL,
        NO_ROOT,
        routes.exchangesByBruck(communicator.size()),
        peer -> Alltoall.bruck(peer, encoded),
        peer -> Alltoall.pairwise(peer, encoded),
        this::decodeAll);
  }

  // An operator may change its first argument and return it, so reductions start from a copy.

  Plan<Object, Object> reduce(Object value, BinaryOperator<Object> op, int root) {
    communicator.checkRoot(root);
    Object own = desks.copy(value);
    return reduction(
        Operation.REDUCE, root, op, combine -> peer -> Reduce.reduce(peer, root, own, combine));
  }

  Plan<Object, Object> allreduce(Object value, BinaryOperator<Object> op) {
    Object own = desks.copy(value);
    return reduction(
        Operation.ALLREDUCE,
        NO_ROOT,
        op,
        combine -> peer -> Allreduce.allreduce(peer, own, combine));
  }

  Plan<Object, Object> scan(Object value, BinaryOperator<Object> op) {
    Object own = desks.copy(value);
    return reduction(Operation.SCAN, NO_ROOT, op, combine -> peer -> Scan.scan(peer, own, combine));
  }

  Plan<Object, Object> exscan(Object value, BinaryOperator<Object> op) {
    Object own = desks.copy(value);
    return reduction(
        Operation.EXSCAN, NO_ROOT, op, combine -> peer -> Exscan.exscan(peer, own, combine));
  }

  Plan<List<Object>, Object> reduceScatter(List<?> values, BinaryOperator<Object> op) {
    List<Object> own = new ArrayList<>();
    onePerRank("reduce_scatter", values).forEach(value -> own.add(desks.copy(value)));
    return new Plan<>(
        Operation.REDUCE_SCATTER,
        NO_ROOT,
        lists,
        errands -> peer -> ReduceScatter.reduceScatter(peer, own, on(errands, op)),
        result -> result);
  }

  /**
   * The ranks that gave the same colour, ordered by key, then by rank; unimportant where {@code
   * color} is null.
   */
  int[] membersOfSplit(Integer color, int key) {
    ByteBuffer mine =
        ByteBuffer.allocate(2 * Integer.BYTES).putInt(color == null ? -1 : color).putInt(key);
    Plan<List<Payload>, List<Payload>> plan =
        plan(
            Operation.SPLIT,
            NO_ROOT,
            Cargo.BUNDLE,
            peer -> Allgather.allgather(peer, Payload.of(mine.array()), Allgather.Route.BRUCK),
            all -> all);
    List<Payload> all = perform(plan, communicator.nextSequence(), Errands.HERE);
    record Member(int rank, int color, int key) {}
    List<Member> members = new ArrayList<>();
    for (int rank = 0; rank < all.size(); rank++) {
      Payload.Block block = all.get(rank).block(0);
      ByteBuffer theirs = ByteBuffer.wrap(block.bytes(), block.offset(), block.length());
      members.add(new Member(rank, theirs.getInt(), theirs.getInt()));
    }
    return members.stream()
        .filter(member -> color != null && member.color == color)
        .sorted(Comparator.comparingInt(Member::key).thenComparingInt(Member::rank))
        .mapToInt(Member::rank)
        .toArray();
  }
}
