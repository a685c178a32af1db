package org.rankspace.transport.shm;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class InboxLayoutTest {
  private static final long MIB = 1 << 20;

  @ParameterizedTest
  @CsvSource({"1, 65536, 1", "2, 65536, 3", "8, 65536, 34", "16, 32768, 34", "128, 4096, 400"})
  void givesFramesAndMemoryByTheNumberOfRanks(int size, int maxBodyBytes, int jobMiB) {
    InboxLayout layout = InboxLayout.of(size);
    assertThat(layout.maxBodyBytes()).isEqualTo(maxBodyBytes);
    assertThat(layout.jobBytes()).isLessThan(jobMiB * MIB);
    assertThat(layout.inboxBytes(0)).isLessThan(8 * MIB);
  }

  @ParameterizedTest
  @CsvSource({"2", "3", "8", "31"})
  void lanesLieSideBySide(int size) {
    InboxLayout layout = InboxLayout.of(size);
    long end = 128;
    for (int source = 0; source < size; source++) {
      if (source != 1) {
        assertThat(layout.lane(source, 1)).isEqualTo(end);
        end += layout.laneBytes();
      }
    }
    assertThat(end).isEqualTo(layout.inboxBytes(1));
  }
}
