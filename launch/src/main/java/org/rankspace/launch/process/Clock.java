package org.rankspace.launch.process;

import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** The alarms of one {@link Supervisor}, and the moments it remembers. */
final class Clock {
  /** What is to be done when its time has come. */
  enum Alarm {
    TIMEOUT,
    SHOW,
    LOOK,
    TERM,
    KILL,
    KILL_ALL
  }

  /** What is remembered. */
  enum Moment {
    FIRST_FAILURE,
    INTERRUPT
  }

  private static final Duration FOR_EVER = Duration.ofDays(365);
  private static final long LONGEST_WAIT_MS = 60_000;

  private final Map<Alarm, Long> whenNs = new EnumMap<>(Alarm.class);
  private final Map<Moment, Long> momentsNs = new EnumMap<>(Moment.class);

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

  /** Remembers that it is now. */
  void remember(Moment moment) {
    momentsNs.put(moment, System.nanoTime());
  }

  /** How long ago it was; for ever if it has not been. */
  Duration since(Moment moment) {
    Long whenNs = momentsNs.get(moment);
    return whenNs == null ? FOR_EVER : Duration.ofNanos(System.nanoTime() - whenNs);
  }
}
