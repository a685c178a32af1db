package org.rankspace.launch.plan;

import java.util.Locale;
import java.util.Optional;

/** How messages travel between the ranks. */
public enum Device {
  /** Whatever is best for where the ranks are. */
  AUTO,
  /** Shared memory, between processes of one host. */
  SHM,
  /** MPJ Express's niodev, over TCP. */
  MPJ,
  /** The ranks are threads of one process. */
  LOCAL;

  /** The name a user writes; mpjrun's own names for the same are known as well. */
  static Optional<Device> named(String name) {
    return switch (name) {
      case "auto", "hybdev" -> Optional.of(AUTO);
      case "shm" -> Optional.of(SHM);
      case "mpj", "niodev" -> Optional.of(MPJ);
      case "local", "multicore" -> Optional.of(LOCAL);
      default -> Optional.empty();
    };
  }

  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }
}
