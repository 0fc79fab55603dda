package dev.meridian.collab.peer;

import java.time.Duration;
import java.time.Instant;

/// How often a document tells its news. One that is quiet or small tells at once; where telling
/// everybody takes long, because they are many or because the node is busy, news is gathered for a
/// few times as long, so that a document never spends its node's time on telling alone.
final class Pace {
  private static final double GATHERING = 2;
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
    long nanos = (long) (usualNanos * (1 + GATHERING));
    return nanos < LEAST_NANOS ? Duration.ZERO : Duration.ofNanos(Math.min(nanos, MOST_NANOS));
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
