package org.rankspace.collective;

import java.util.ArrayList;
import java.util.List;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.params.provider.Arguments;

/** The sizes and roots that every operation is tested with. */
final class Worlds {
  static final int LARGEST = 17;

  private Worlds() {}

  static IntStream sizes() {
    return IntStream.rangeClosed(1, LARGEST);
  }

  static Stream<Arguments> sizesAndRoots() {
    return sizes()
        .boxed()
        .flatMap(size -> IntStream.range(0, size).mapToObj(root -> Arguments.of(size, root)));
  }

  static <T> List<T> perRank(int size, IntFunction<T> item) {
    return new ArrayList<>(IntStream.range(0, size).mapToObj(item).toList());
  }

  static int log2Ceil(int size) {
    return 32 - Integer.numberOfLeadingZeros(size - 1);
  }

  static int log2Floor(int size) {
    return 31 - Integer.numberOfLeadingZeros(size);
  }
}
