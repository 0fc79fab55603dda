package dev.meridian.collab.peer;

import java.time.Duration;
import java.time.Instant;

/// How often a document tells its news. One that is quiet or small tells at once; where telling
/// everybody takes long, because they are many or because the node is busy, news is gathered for as
/// long or longer, so that a document never spends its node's time on telling alone.
final class Pace {
  /// A third of the time is for telling, until that makes people wait longer than [#EASE_NANOS];
  /// then up to two thirds.
  private static final double AT_EASE = 3;

  private static final double AT_WORK = 1.5;
  private static final long EASE_NANOS = Duration.ofMillis(12).toNanos();

  private static final double WEIGHT_OF_LAST = 0.2;
  private static final long MOST_NANOS = Duration.ofMillis(50).toNanos();

  /// The step of timers.
  private static final long LEAST_NANOS = Duration.ofMillis(1).toNanos();

  private static final double PRESENCE_GATHERING = 10;
  private static final long LEAST_PRESENCE_NANOS = Duration.ofMillis(15).toNanos();
  private static final long MOST_PRESENCE_NANOS = Duration.ofMillis(200).toNanos();

  private double usualNanos;
  private Instant last = Instant.MIN;

  /// How long it took until everybody was told.
  void took(Duration time) {
    usualNanos += WEIGHT_OF_LAST * (time.toNanos() - usualNanos);
  }

  void began(Instant now) {
    last = now;
  }

  /// From the beginning of one telling to that of the next.
  Duration interval() {
    double eased = Math.min(usualNanos * AT_EASE, Math.max(EASE_NANOS, usualNanos * AT_WORK));
    long nanos = (long) Math.min(eased, MOST_NANOS);
    return nanos < LEAST_NANOS ? Duration.ZERO : Duration.ofNanos(nanos);
  }

  /// The same for presence, which may be later than words.
  Duration presenceInterval() {
    long nanos = (long) (usualNanos * PRESENCE_GATHERING);
    return Duration.ofNanos(Math.clamp(nanos, LEAST_PRESENCE_NANOS, MOST_PRESENCE_NANOS));
  }

  /// How long to wait with the next telling.
  Duration untilNext(Instant now) {
    Instant next = last.equals(Instant.MIN) ? now : last.plus(interval());
    Duration wait = Duration.between(now, next);
    return wait.isNegative() ? Duration.ZERO : wait.compareTo(interval()) > 0 ? interval() : wait;
  }
}
