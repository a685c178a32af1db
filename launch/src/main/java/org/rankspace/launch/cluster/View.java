package org.rankspace.launch.cluster;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.rankspace.error.RankspaceException;

/**
 * Some ranks of a cluster, and what can be done with them. Every method ending in {@code Async}
 * returns at once; the others wait, and throw a {@link RemoteException} when all ranks have
 * answered and one of them could not do what it should (the first one, in the order of this view).
 * Calls to one rank are carried out in the order in which they were made.
 */
public final class View {
  private static final Listener NOBODY = (rank, stream, bytes) -> {};

  private final Cluster cluster;
  private final int[] ranks;

  View(Cluster cluster, int[] ranks) {
    this.cluster = cluster;
    this.ranks = ranks;
  }

  /** The ranks of this view, in order. */
  public List<Integer> ranks() {
    return Arrays.stream(ranks).boxed().toList();
  }

  /** Runs code; with it comes what it wrote. */
  public List<Answer> execute(String code) {
    return Waiting.join(executeAsync(code));
  }

  /** As {@link #execute}. */
  public CompletableFuture<List<Answer>> executeAsync(String code) {
    return ask("execute", code, false);
  }

  /**
   * Runs code as an interactive line: the answers are the last expression's {@code repr}.
   *
   * @param listener hears what the ranks write, as they do
   */
  public Execution start(String code, Listener listener) {
    return new Execution(cluster, cluster.ask(ranks, listener, "execute", code, true));
  }

  /**
   * Runs a script that the ranks find at this path, as {@code __main__}; the answers are exit
   * statuses.
   *
   * @param arguments {@code sys.argv}
   * @param keep whether it runs in the living namespace, and not in a fresh one
   */
  public Execution run(
      String path, List<String> arguments, String directory, boolean keep, Listener listener) {
    return new Execution(
        cluster, cluster.ask(ranks, listener, "run", path, arguments, directory, keep));
  }

  /** Binds a name to a copy of a value, in each rank. */
  public void put(String name, Object value) {
    Waiting.join(putAsync(name, value));
  }

  /** As {@link #put}. */
  public CompletableFuture<Void> putAsync(String name, Object value) {
    Map<String, Object> one = new HashMap<>();
    one.put(name, value);
    return ask("put", one).thenAccept(answers -> {});
  }

  /** A copy of what a name is bound to, from each rank. */
  public List<Object> get(String name) {
    return Waiting.join(getAsync(name));
  }

  /** As {@link #get}. */
  public CompletableFuture<List<Object>> getAsync(String name) {
    return ask("get", name).thenApply(View::values);
  }

  /**
   * Binds a name to a list in each rank: its share of the items, in order, as equal as possible.
   */
  public void scatter(String name, List<?> items) {
    Waiting.join(scatterAsync(name, items));
  }

  /** As {@link #scatter}. */
  public CompletableFuture<Void> scatterAsync(String name, List<?> items) {
    List<CompletableFuture<Answer>> answers = new ArrayList<>();
    for (int i = 0; i < ranks.length; i++) {
      answers.addAll(askOne(i, "put", Map.of(name, share(items, i))));
    }
    return Waiting.all(answers).thenAccept(all -> {});
  }

  /** The lists that a name is bound to, one after the other. */
  public List<Object> gather(String name) {
    return Waiting.join(gatherAsync(name));
  }

  /** As {@link #gather}. */
  public CompletableFuture<List<Object>> gatherAsync(String name) {
    return getAsync(name)
        .thenApply(
            lists -> {
              List<Object> all = new ArrayList<>();
              lists.forEach(list -> all.addAll((List<?>) list));
              return all;
            });
  }

  /** What a function returns, in each rank. */
  public List<Object> apply(Function function, Object... arguments) {
    return Waiting.join(applyAsync(function, arguments));
  }

  /** As {@link #apply}. */
  public CompletableFuture<List<Object>> applyAsync(Function function, Object... arguments) {
    return ask("apply", function.toCall(), Arrays.asList(arguments), Map.of())
        .thenApply(View::values);
  }

  /**
   * What a function returns for each item, in order; each rank works on its share. For tasks that
   * take unequally long see {@link #farm}.
   *
   * @throws RemoteException for the first item for which the function raised an exception
   */
  public List<Object> map(Function function, List<?> items) {
    return Waiting.join(mapAsync(function, items));
  }

  /** As {@link #map}. */
  public CompletableFuture<List<Object>> mapAsync(Function function, List<?> items) {
    List<CompletableFuture<Answer>> answers = new ArrayList<>();
    for (int i = 0; i < ranks.length; i++) {
      answers.addAll(askOne(i, "farm", function.toCall(), share(items, i)));
    }
    return Waiting.all(answers)
        .thenApply(
            all -> all.stream().flatMap(a -> Outcome.of(a).stream()).map(Outcome::get).toList());
  }

  /** Hands out tasks one by one to whoever is free. */
  public Farm farm() {
    return new Farm(cluster, ranks);
  }

  /** The names of a rank that complete a prefix such as {@code ra} or {@code world.sp}. */
  public List<String> names(String prefix) {
    return Waiting.join(ask("names", prefix)).stream()
        .flatMap(answer -> ((List<?>) answer.value()).stream())
        .map(String.class::cast)
        .distinct()
        .toList();
  }

  /**
   * This rank's namespace as bytes.
   *
   * @throws RankspaceException if this view has not exactly one rank
   */
  public Snapshot snapshot() {
    Answer answer = Waiting.join(askOne(0, "snapshot").getFirst());
    List<Object> pair = Function.elements(answer.value());
    Map<String, String> left = new HashMap<>();
    for (Object one : (List<?>) pair.get(1)) {
      List<Object> why = Function.elements(one);
      left.put((String) why.get(0), (String) why.get(1));
    }
    return new Snapshot((byte[]) pair.get(0), left);
  }

  /** Binds, in each rank, what a snapshot holds. */
  public void restore(Snapshot snapshot) {
    Waiting.join(ask("restore", snapshot.bytes()));
  }

  /** Unbinds all names, in each rank. */
  public void clear() {
    Waiting.join(ask("clear"));
  }

  private CompletableFuture<List<Answer>> ask(Object... call) {
    return Waiting.all(cluster.ask(ranks, NOBODY, call).answers());
  }

  private List<CompletableFuture<Answer>> askOne(int index, Object... call) {
    return cluster.ask(new int[] {ranks[index]}, NOBODY, call).answers();
  }

  private List<Object> share(List<?> items, int index) {
    int least = items.size() / ranks.length;
    int larger = items.size() % ranks.length;
    int start = index * least + Math.min(index, larger);
    return List.copyOf(items.subList(start, start + least + (index < larger ? 1 : 0)));
  }

  private static List<Object> values(List<Answer> answers) {
    List<Object> values = new ArrayList<>();
    answers.forEach(answer -> values.add(answer.value()));
    return values;
  }
}
