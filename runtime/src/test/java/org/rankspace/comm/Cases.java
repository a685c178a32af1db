package org.rankspace.comm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.BinaryOperator;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.rankspace.error.ErrorClass;
import org.rankspace.error.RankspaceException;

/**
 * The contract of message passing as programs: each is run by every rank of a communicator, of any
 * size, over every transport.
 */
final class Cases {
  private static final BinaryOperator<Object> CONCAT = (lower, higher) -> lower + "" + higher;

  /** One program. */
  @FunctionalInterface
  interface Case {
    void run(Communicator comm) throws Exception;
  }

  /** The communicators that the cases run on, made from the world. */
  static final Map<String, Function<Communicator, Communicator>> KINDS =
      Map.of(
          "world", world -> world,
          "dup", Communicator::dup,
          "split", world -> world.split(0, -world.rank()));

  private Cases() {}

  /** One communicator for all cases: what a case leaves behind, the next one must not notice. */
  static void runAll(String kind, Communicator world) {
    Communicator comm = KINDS.get(kind).apply(world);
    all()
        .forEach(
            (name, program) -> {
              try {
                program.run(comm);
              } catch (Throwable fault) {
                throw new AssertionError(
                    "%s of %d, rank %d: %s".formatted(kind, comm.size(), comm.rank(), name), fault);
              }
            });
  }

  /** All but the one that needs gigabytes. */
  static Map<String, Case> all() {
    Map<String, Case> cases = new LinkedHashMap<>();
    cases.put("objects arrive equal, in a ring", Cases::ring);
    cases.put("an empty, a small and a large object arrive", Cases::sizes);
    cases.put("a thousand messages queue and keep their order", Cases::queue);
    cases.put("tags choose among queued messages", Cases::tags);
    cases.put("wildcards take the earliest of any rank", Cases::wildcards);
    cases.put("a synchronous send waits for its receive", Cases::synchronous);
    cases.put("eight isends and irecvs of 1 MB each way", Cases::eightEachWay);
    cases.put("two sends of 10 MB head to head", Cases::headToHead);
    cases.put("200 sends of 100 KB each way before any receive", Cases::manyMediumFirst);
    cases.put("a self-send reaches a waiting thread", Cases::selfSend);
    cases.put("four threads send at once", Cases::threads);
    cases.put("requests are tested, waited for, cancelled", Cases::requests);
    cases.put("probe tells what recv would get", Cases::probe);
    cases.put("nobody is there to send to", Cases::procNull);
    cases.put("collectives move objects", Cases::movement);
    cases.put("reductions keep the order of ranks", Cases::reductions);
    cases.put("collectives follow each other without a barrier", Cases::manyCollectives);
    cases.put("who waits in a barrier moves its messages", Cases::barrierMoves);
    cases.put("started collectives overlap", Cases::startedCollectives);
    cases.put("large objects go through collectives", Cases::largeCollectives);
    cases.put("communicators do not see each other's messages", Cases::isolation);
    cases.put("groups make communicators", Cases::groups);
    cases.put("bad arguments are refused and nothing is lost", Cases::refusals);
    return cases;
  }

  private static int right(Communicator comm) {
    return (comm.rank() + 1) % comm.size();
  }

  private static int left(Communicator comm) {
    return (comm.rank() + comm.size() - 1) % comm.size();
  }

  private static byte[] pattern(int seed, int length) {
    byte[] bytes = new byte[length];
    new Random(seed).nextBytes(bytes);
    return bytes;
  }

  private static void ring(Communicator comm) {
    Object value = Map.of("from", comm.rank(), "data", List.of(1, 2.5, "drei", true));
    Object got = comm.sendrecv(value, right(comm), 3, left(comm), 3, null);
    assertThat(got).isEqualTo(Map.of("from", left(comm), "data", List.of(1, 2.5, "drei", true)));
  }

  private static void sizes(Communicator comm) {
    for (int length : new int[] {0, 1, 1000, 65_000, 70_000, 16 * 1024 * 1024}) {
      Request sending = comm.isend(pattern(comm.rank(), length), right(comm), 0);
      Status status = new Status();
      byte[] got = (byte[]) comm.recv(left(comm), 0, status);
      assertThat(Arrays.equals(got, pattern(left(comm), length))).isTrue();
      assertThat(status.source()).isEqualTo(left(comm));
      assertThat(status.length()).isGreaterThanOrEqualTo(length);
      sending.await(null);
    }
    Request sending = comm.isend(null, right(comm), 0);
    assertThat(comm.recv(left(comm), 0, null)).isNull();
    sending.await(null);
  }

  private static void queue(Communicator comm) {
    for (int i = 0; i < 1000; i++) {
      comm.send(i, right(comm), 5);
    }
    for (int i = 0; i < 1000; i++) {
      assertThat(comm.recv(left(comm), 5, null)).isEqualTo(i);
    }
  }

  private static void tags(Communicator comm) {
    for (int tag = 0; tag < 100; tag++) {
      comm.send("tag " + tag, right(comm), tag);
    }
    for (int tag = 99; tag >= 0; tag--) {
      assertThat(comm.recv(left(comm), tag, null)).isEqualTo("tag " + tag);
    }
  }

  private static void wildcards(Communicator comm) {
    for (int dest = 0; dest < comm.size(); dest++) {
      comm.send(List.of(comm.rank(), 0), dest, 10);
      comm.send(List.of(comm.rank(), 1), dest, 11);
    }
    int[] next = new int[comm.size()];
    for (int i = 0; i < 2 * comm.size(); i++) {
      Status status = new Status();
      Object got = comm.recv(Communicator.ANY_SOURCE, Communicator.ANY_TAG, status);
      int number = next[status.source()]++;
      assertThat(got).isEqualTo(List.of(status.source(), number));
      assertThat(status.tag()).isEqualTo(10 + number);
    }
    // A rank that is through must not send the next case's messages to one that still takes any.
    comm.barrier();
  }

  private static void synchronous(Communicator comm) {
    for (int length : new int[] {10, 200_000}) {
      Request sending = comm.issend(pattern(1, length), right(comm), 1);
      comm.barrier();
      assertThat(sending.test()).isFalse();
      comm.barrier();
      assertThat((byte[]) comm.recv(left(comm), 1, null)).hasSize(length);
      sending.await(null);
    }
  }

  private static void eightEachWay(Communicator comm) {
    for (int round = 0; round < 5; round++) {
      List<Request> requests = new ArrayList<>();
      for (int i = 0; i < 8; i++) {
        requests.add(comm.irecv(left(comm), i));
      }
      for (int i = 0; i < 8; i++) {
        requests.add(comm.isend(pattern(i, 1_000_000), right(comm), i));
      }
      for (int i = 0; i < 8; i++) {
        assertThat(Arrays.equals((byte[]) requests.get(i).await(null), pattern(i, 1_000_000)))
            .isTrue();
      }
      requests.forEach(request -> request.await(null));
    }
  }

  private static void headToHead(Communicator comm) {
    comm.send(pattern(comm.rank(), 10_000_000), right(comm), 0);
    byte[] got = (byte[]) comm.recv(left(comm), 0, null);
    assertThat(Arrays.equals(got, pattern(left(comm), 10_000_000))).isTrue();
  }

  private static void manyMediumFirst(Communicator comm) {
    byte[] bytes = pattern(7, 100_000);
    for (int i = 0; i < 200; i++) {
      comm.send(bytes, right(comm), 0);
    }
    for (int i = 0; i < 200; i++) {
      assertThat((byte[]) comm.recv(left(comm), 0, null)).hasSize(100_000);
    }
  }

  private static void selfSend(Communicator comm) throws Exception {
    Communicator own = comm.dup();
    inThreads(
        List.of(
            () -> own.recv(own.rank(), 1, null),
            () -> {
              own.send("to myself", own.rank(), 1);
              return "to myself";
            }),
        results -> assertThat(results).containsOnly("to myself"));
    Request sending = own.issend(pattern(1, 300_000), own.rank(), 2);
    assertThat(sending.test()).isFalse();
    assertThat((byte[]) own.recv(own.rank(), 2, null)).hasSize(300_000);
    sending.await(null);
  }

  private static void threads(Communicator comm) throws Exception {
    int messages = 200;
    List<Callable<Object>> tasks = new ArrayList<>();
    for (int thread = 0; thread < 4; thread++) {
      int tag = thread;
      tasks.add(
          () -> {
            for (int i = 0; i < messages; i++) {
              comm.send(List.of(tag, i, pattern(i, i % 50 == 0 ? 80_000 : i)), right(comm), tag);
            }
            return null;
          });
      tasks.add(
          () -> {
            for (int i = 0; i < messages; i++) {
              List<?> got = (List<?>) comm.recv(left(comm), tag, null);
              assertThat(got.subList(0, 2)).isEqualTo(List.of(tag, i));
              assertThat(Arrays.equals((byte[]) got.get(2), pattern(i, i % 50 == 0 ? 80_000 : i)))
                  .isTrue();
            }
            return null;
          });
    }
    inThreads(tasks, results -> {});
  }

  private interface Check {
    void check(List<Object> results);
  }

  private static void inThreads(List<Callable<Object>> tasks, Check check) throws Exception {
    try (ExecutorService threads = Executors.newThreadPerTaskExecutor(Thread::new)) {
      List<Object> results = new ArrayList<>();
      for (Future<Object> future : threads.invokeAll(tasks)) {
        results.add(future.get());
      }
      check.check(results);
    }
  }

  private static void requests(Communicator comm) {
    Request never = comm.irecv(left(comm), 99);
    assertThat(never.test()).isFalse();
    Request first = comm.irecv(left(comm), 1);
    Request second = comm.irecv(left(comm), 2);
    comm.send("two", right(comm), 2);
    int index = Request.awaitAny(List.of(never, first, second));
    assertThat(index).isEqualTo(2);
    assertThat(second.await(null)).isEqualTo("two");
    comm.barrier();
    comm.send("one", right(comm), 1);
    Status status = new Status();
    assertThat(first.await(status)).isEqualTo("one");
    assertThat(first.await(status)).isEqualTo("one");
    assertThat(status.tag()).isEqualTo(1);
    assertThat(never.cancel()).isTrue();
    assertThat(never.cancel()).isFalse();
    assertThat(never.await(status)).isNull();
    assertThat(status.isCancelled()).isTrue();
    comm.barrier();
    comm.send("late", right(comm), 99);
    assertThat(comm.recv(left(comm), 99, null)).isEqualTo("late");
  }

  private static void probe(Communicator comm) {
    Status status = new Status();
    comm.send("small", right(comm), 4);
    comm.probe(Communicator.ANY_SOURCE, Communicator.ANY_TAG, status);
    assertThat(status.source()).isEqualTo(left(comm));
    assertThat(status.tag()).isEqualTo(4);
    assertThat(comm.iprobe(left(comm), 77, status)).isFalse();
    assertThat(comm.recv(status.source(), status.tag(), null)).isEqualTo("small");
    assertThat(comm.iprobe(left(comm), 4, status)).isFalse();
    Request sending = comm.isend(pattern(1, 2_000_000), right(comm), 6);
    comm.probe(left(comm), 6, status);
    assertThat(status.length()).isGreaterThan(2_000_000);
    assertThat((byte[]) comm.recv(left(comm), 6, null)).hasSize(2_000_000);
    sending.await(null);
  }

  private static void procNull(Communicator comm) {
    Status status = new Status();
    comm.send("nothing", Communicator.PROC_NULL, 0);
    assertThat(comm.recv(Communicator.PROC_NULL, 0, status)).isNull();
    assertThat(status.source()).isEqualTo(Communicator.PROC_NULL);
    assertThat(comm.isend(1, Communicator.PROC_NULL, 0).await(null)).isNull();
    assertThat(comm.irecv(Communicator.PROC_NULL, 0).test()).isTrue();
  }

  private static void movement(Communicator comm) {
    int size = comm.size();
    for (int root = 0; root < size; root++) {
      boolean isRoot = comm.rank() == root;
      assertThat(comm.bcast(isRoot ? List.of("r", root) : null, root))
          .isEqualTo(List.of("r", root));
      List<Integer> squares = IntStream.range(0, size).mapToObj(i -> i * i).toList();
      assertThat(comm.scatter(isRoot ? squares : null, root)).isEqualTo(comm.rank() * comm.rank());
      List<Object> gathered = comm.gather(comm.rank() * 10, root);
      assertThat(gathered)
          .isEqualTo(isRoot ? IntStream.range(0, size).mapToObj(i -> i * 10).toList() : null);
    }
    assertThat(comm.allgather("rank " + comm.rank()))
        .isEqualTo(IntStream.range(0, size).mapToObj(i -> "rank " + i).toList());
    List<String> letters =
        IntStream.range(0, size).mapToObj(i -> comm.rank() + " to " + i).toList();
    assertThat(comm.alltoall(letters))
        .isEqualTo(IntStream.range(0, size).mapToObj(i -> i + " to " + comm.rank()).toList());
  }

  private static String digits(int from, int to) {
    StringBuilder text = new StringBuilder();
    IntStream.range(from, to).forEach(text::append);
    return text.toString();
  }

  private static void reductions(Communicator comm) {
    int size = comm.size();
    int rank = comm.rank();
    for (int root = 0; root < size; root++) {
      Object reduced = comm.reduce("" + rank, CONCAT, root);
      assertThat(reduced).isEqualTo(rank == root ? digits(0, size) : null);
    }
    assertThat(comm.allreduce("" + rank, CONCAT)).isEqualTo(digits(0, size));
    assertThat(comm.scan("" + rank, CONCAT)).isEqualTo(digits(0, rank + 1));
    assertThat(comm.exscan("" + rank, CONCAT)).isEqualTo(rank == 0 ? null : digits(0, rank));
    List<String> row = IntStream.range(0, size).mapToObj(i -> "[" + rank + i + "]").toList();
    StringBuilder column = new StringBuilder();
    IntStream.range(0, size).forEach(i -> column.append("[").append(i).append(rank).append("]"));
    assertThat(comm.reduceScatter(row, CONCAT)).isEqualTo(column.toString());
    assertThat(comm.allreduce(rank + 1, Op.SUM))
        .matches(sum -> ((Number) sum).longValue() == (long) size * (size + 1) / 2);
    assertThat(comm.allreduce(rank, Op.MAX)).matches(max -> ((Number) max).longValue() == size - 1);
  }

  private static void manyCollectives(Communicator comm) {
    for (int i = 0; i < 300; i++) {
      int root = i % comm.size();
      assertThat(comm.bcast(comm.rank() == root ? i : null, root)).isEqualTo(i);
      if (i % 10 == 0) {
        comm.barrier();
      }
    }
  }

  /** The large message leaves only when its sender does something about it. */
  private static void barrierMoves(Communicator comm) {
    for (int i = 0; i < 20; i++) {
      Request sending = comm.isend(pattern(i, 300_000), right(comm), 8);
      if (comm.rank() % 2 == 0) {
        comm.barrier();
      }
      assertThat(Arrays.equals((byte[]) comm.recv(left(comm), 8, null), pattern(i, 300_000)))
          .isTrue();
      if (comm.rank() % 2 != 0) {
        comm.barrier();
      }
      sending.await(null);
    }
  }

  private static void startedCollectives(Communicator comm) {
    Request barrier = comm.ibarrier();
    Request sum = comm.iallreduce(comm.rank(), Op.SUM);
    Request all = comm.iallgather(comm.rank());
    Request root = comm.ibcast(comm.rank() == 0 ? "go" : null, 0);
    Request concat = comm.ireduce("" + comm.rank(), CONCAT, comm.size() - 1);
    assertThat(concat.await(null))
        .isEqualTo(comm.rank() == comm.size() - 1 ? digits(0, comm.size()) : null);
    assertThat(root.await(null)).isEqualTo("go");
    assertThat(all.await(null)).isEqualTo(IntStream.range(0, comm.size()).boxed().toList());
    assertThat(((Number) sum.await(null)).longValue())
        .isEqualTo((long) comm.size() * (comm.size() - 1) / 2);
    Request last = comm.ibarrier();
    while (!last.test()) {
      Thread.onSpinWait();
    }
    barrier.await(null);
  }

  private static void largeCollectives(Communicator comm) {
    byte[] large = pattern(comm.rank(), 3_000_000);
    byte[] fromRoot = (byte[]) comm.bcast(comm.rank() == 0 ? large : null, 0);
    assertThat(Arrays.equals(fromRoot, pattern(0, 3_000_000))).isTrue();
    List<Object> all = comm.allgather(large);
    for (int i = 0; i < comm.size(); i++) {
      assertThat(Arrays.equals((byte[]) all.get(i), pattern(i, 3_000_000))).isTrue();
    }
    List<byte[]> mine = Collections.nCopies(comm.size(), large);
    List<Object> exchanged = comm.alltoall(mine);
    for (int i = 0; i < comm.size(); i++) {
      assertThat(Arrays.equals((byte[]) exchanged.get(i), pattern(i, 3_000_000))).isTrue();
    }
    byte[] piece = (byte[]) comm.scatter(comm.rank() == 0 ? mine : null, 0);
    assertThat(Arrays.equals(piece, pattern(0, 3_000_000))).isTrue();
  }

  private static void isolation(Communicator comm) {
    Communicator other = comm.dup();
    comm.send("comm", right(comm), 0);
    other.send("other", right(comm), 0);
    assertThat(other.recv(Communicator.ANY_SOURCE, Communicator.ANY_TAG, null)).isEqualTo("other");
    assertThat(comm.recv(Communicator.ANY_SOURCE, Communicator.ANY_TAG, null)).isEqualTo("comm");
    Communicator half = comm.split(comm.rank() % 2, -comm.rank());
    int expected = (comm.size() + 1 - comm.rank() % 2) / 2;
    assertThat(half.size()).isEqualTo(expected);
    List<Object> members = half.allgather(comm.rank());
    assertThat(members)
        .isEqualTo(
            IntStream.range(0, comm.size())
                .filter(i -> i % 2 == comm.rank() % 2)
                .boxed()
                .sorted(Collections.reverseOrder())
                .toList());
    assertThat(comm.split(comm.rank() == 0 ? 0 : null, 0) == null).isEqualTo(comm.rank() != 0);
  }

  private static void groups(Communicator comm) {
    Group all = comm.group();
    Group last = all.incl(List.of(comm.size() - 1));
    Communicator alone = comm.create(last);
    assertThat(alone == null).isEqualTo(comm.rank() != comm.size() - 1);
    Group rest = all.difference(last);
    assertThat(rest.union(last)).isEqualTo(all);
    assertThat(all.intersection(last)).isEqualTo(last);
    assertThat(all.excl(List.of(comm.size() - 1))).isEqualTo(rest);
    assertThat(last.translate(List.of(0), all)).containsExactly(comm.size() - 1);
    Communicator together = comm.create(rest);
    if (together != null) {
      assertThat(together.allgather(comm.rank()))
          .isEqualTo(IntStream.range(0, comm.size() - 1).boxed().toList());
    }
  }

  private static void refusals(Communicator comm) {
    int size = comm.size();
    refused(ErrorClass.RANK, () -> comm.send(1, size, 0));
    refused(ErrorClass.RANK, () -> comm.recv(-7, 0, null));
    refused(ErrorClass.TAG, () -> comm.send(1, 0, -1));
    refused(ErrorClass.ROOT, () -> comm.bcast(1, size));
    refused(ErrorClass.TYPE, () -> comm.send(new Object(), 0, 0));
    refused(ErrorClass.TYPE, () -> comm.bcast(new Object(), comm.rank()));
    refused(ErrorClass.COUNT, () -> comm.scatter(Collections.nCopies(size + 1, "x"), comm.rank()));
    refused(ErrorClass.COUNT, () -> comm.alltoall(List.of()));
    // None of these has used up a message or a turn of the communicator.
    assertThat(comm.allgather(comm.rank())).hasSize(size);
  }

  private static void refused(ErrorClass expected, Runnable call) {
    assertThatThrownBy(call::run)
        .isInstanceOfSatisfying(
            RankspaceException.class, fault -> assertThat(fault.errorClass()).isEqualTo(expected));
  }

  /** Five times 230 MB in one message: over 1 GB, which also no one array of the receiver holds. */
  static void gigabyte(Communicator comm) {
    int length = 230_000_000;
    if (comm.rank() == 0) {
      comm.send(Collections.nCopies(5, pattern(5, length)), 1, 0);
    } else if (comm.rank() == 1) {
      Status status = new Status();
      List<?> got = (List<?>) comm.recv(0, 0, status);
      assertThat(status.length()).isGreaterThan(1_150_000_000L);
      byte[] expected = pattern(5, length);
      for (Object part : got) {
        assertThat(Arrays.equals((byte[]) part, expected)).isTrue();
      }
    }
  }
}
