package org.rankspace.namespace;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.graalvm.polyglot.PolyglotException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.rankspace.codec.Format;
import org.rankspace.codec.PayloadInput;
import org.rankspace.codec.PlainCodec;
import org.rankspace.error.RankspaceException;
import org.rankspace.wire.Payload;

/**
 * Feeds decoders with mutated messages: the only way out is a value or our error, soon, and with
 * memory in proportion to the message. A short run here; {@link #main} makes a long one.
 *
 * <p>The content of pickles is left out: a pickle is code, which ranks run for each other because
 * they trust each other, and Python's own unpickler is not what is tested. Messages with a pickle
 * are not mutated, and a mutant that has become one is not opened.
 */
@Timeout(value = 120, unit = TimeUnit.SECONDS)
class FuzzTest {
  private static final long SHORT_NS = TimeUnit.SECONDS.toNanos(3);
  private static final long SLOW_NS = TimeUnit.SECONDS.toNanos(10);
  private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

  private static final String NO_PICKLES =
      """
      import pickle
      exec("def loads(data): raise ValueError('pickles are not opened here')", vars(pickle))
      """;

  /**
   * What decoding may allocate.
   *
   * @param perByte bytes for each of the message
   * @param constant and besides: an error with its stack trace, and what the interpreter needs
   */
  private record Allowance(long perByte, long constant) {}

  private static final long STACK_BYTES = 256L << 20;
  private static final Allowance PLAIN = new Allowance(200, 1 << 20);
  private static final Allowance GUEST = new Allowance(1000, 32 << 20);

  /** What happened. */
  private record Tally(long inputs, long refused, long slowestNs, long mostBytes) {
    @Override
    public String toString() {
      return "%,d inputs, %,d refused, slowest %.1f ms, at most %,d bytes allocated"
          .formatted(inputs, refused, slowestNs / 1e6, mostBytes);
    }
  }

  @Test
  void plainJavaSurvivesHostileMessages() {
    assertThat(plain(1, Long.MAX_VALUE, SHORT_NS).refused()).isPositive();
  }

  @Test
  void theCodecSurvivesHostileMessages() {
    assertThat(guest(false, 2, Long.MAX_VALUE, SHORT_NS).refused()).isPositive();
  }

  @Test
  void thePortableCodecSurvivesHostileMessages() {
    assertThat(guest(true, 3, Long.MAX_VALUE, SHORT_NS).refused()).isPositive();
  }

  /** Arguments: plain, graal or portable; how many inputs at most; for how many seconds; a seed. */
  public static void main(String[] args) {
    long inputs = Long.parseLong(args[1]);
    long limitNs = TimeUnit.SECONDS.toNanos(Long.parseLong(args[2]));
    long seed = Long.parseLong(args[3]);
    System.out.println(
        args[0].equals("plain")
            ? plain(seed, inputs, limitNs)
            : guest(args[0].equals("portable"), seed, inputs, limitNs));
  }

  private static Tally plain(long seed, long inputs, long limitNs) {
    PlainCodec codec = new PlainCodec();
    return feed(
        message -> codec.decode(new PayloadInput().open(message)), PLAIN, seed, inputs, limitNs);
  }

  /**
   * In a thread with as much stack as a rank's has: lists may lie in each other a thousand deep.
   */
  private static Tally guest(boolean portable, long seed, long inputs, long limitNs) {
    FutureTask<Tally> feeding =
        new FutureTask<>(
            () -> {
              try (Codecs codecs = Codecs.open(portable)) {
                codecs.run(NO_PICKLES);
                return feed(codecs::decode, GUEST, seed, inputs, limitNs);
              }
            });
    Thread.ofPlatform().stackSize(STACK_BYTES).start(feeding);
    try {
      return feeding.get();
    } catch (ExecutionException | InterruptedException fault) {
      throw new AssertionError(fault);
    }
  }

  private static Tally feed(
      Function<Payload, Object> decoder,
      Allowance allowance,
      long seed,
      long inputs,
      long limitNs) {
    List<byte[]> good =
        Golden.all().stream().map(Golden::bytes).filter(FuzzTest::hasNoPickle).toList();
    Mutator mutator = new Mutator(seed, good);
    Tally tally = new Tally(0, 0, 0, 0);
    long end = System.nanoTime() + limitNs;
    while (tally.inputs < inputs && System.nanoTime() < end) {
      byte[] message = mutator.next();
      tally = add(tally, decoder, message, mutator.cut(message), allowance);
    }
    return tally;
  }

  private static boolean hasNoPickle(byte[] message) {
    return message[1] != Format.PICKLE;
  }

  private static Tally add(
      Tally tally,
      Function<Payload, Object> decoder,
      byte[] message,
      Payload payload,
      Allowance allowance) {
    long bytes = THREADS.getCurrentThreadAllocatedBytes();
    long start = System.nanoTime();
    boolean refused = isRefused(decoder, payload, message);
    long ns = System.nanoTime() - start;
    bytes = THREADS.getCurrentThreadAllocatedBytes() - bytes;
    if (bytes > allowance.constant + allowance.perByte * message.length || ns > SLOW_NS) {
      throw new AssertionError(
          "costs too much: message=%s, length=%d, allocated=%d bytes, took=%d ns"
              .formatted(hex(message), message.length, bytes, ns));
    }
    return new Tally(
        tally.inputs + 1,
        tally.refused + (refused ? 1 : 0),
        Math.max(tally.slowestNs, ns),
        Math.max(tally.mostBytes, bytes));
  }

  private static boolean isRefused(
      Function<Payload, Object> decoder, Payload payload, byte[] message) {
    try {
      decoder.apply(payload);
      return false;
    } catch (RankspaceException fault) {
      return true;
    } catch (PolyglotException fault) {
      if (fault.getMessage().startsWith("SerializationError: ")) {
        return true;
      }
      throw new AssertionError("wrong error for message=" + hex(message), fault);
    } catch (Throwable fault) {
      throw new AssertionError("wrong error for message=" + hex(message), fault);
    }
  }

  private static String hex(byte[] message) {
    String all = HexFormat.of().formatHex(message);
    return all.length() <= 400 ? all : all.substring(0, 400) + "...";
  }
}
