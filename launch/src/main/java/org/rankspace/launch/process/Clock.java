package org.rankspace.launch.process;

import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** The alarms of one {@link Supervisor}, and when it was last interrupted. */
final class Clock {
  /** What is to be done when its time has come. */
  enum Alarm {
    TIMEOUT,
    TERM,
    KILL
  }

  private static final long LONGEST_WAIT_MS = 60_000;

  private final Map<Alarm, Long> whenNs = new EnumMap<>(Alarm.class);
  private Long rememberedNs;

  /** Sets an alarm, also one that was set for another time. */
  void set(Alarm alarm, Duration fromNow) {
    whenNs.put(alarm, System.nanoTime() + fromNow.toNanos());
  }

  boolean isSet(Alarm alarm) {
    return whenNs.containsKey(alarm);
  }

  void clear(Alarm alarm) {
    whenNs.remove(alarm);
  }

  /** How long until the next alarm is due; a minute where none is. */
  long untilNextMs() {
    long now = System.nanoTime();
    long least = LONGEST_WAIT_MS;
    for (long when : whenNs.values()) {
      least = Math.min(least, Math.max(0, when - now) / 1_000_000 + 1);
    }
    return least;
  }

  /** The alarms whose time has come; each rings once. */
  List<Alarm> due() {
    long now = System.nanoTime();
    List<Alarm> due = new ArrayList<>();
    whenNs.forEach(
        (alarm, when) -> {
          if (when - now <= 0) {
            due.add(alarm);
          }
        });
    due.forEach(whenNs::remove);
    return due;
  }

  /** Remembers this moment. */
  void remember() {
    rememberedNs = System.nanoTime();
  }

  /** Whether the remembered moment is at most so long ago. */
  boolean isWithin(Duration span) {
    return rememberedNs != null && System.nanoTime() - rememberedNs <= span.toNanos();
  }
}
