package dev.meridian.live.resource;

import java.time.Duration;

/// How often a resource is worked out under a storm of changes: at once after a quiet time, then at
/// most twenty times a second, and so that it takes a tenth of the time at most. Pure; told the
/// time.
final class Pace {
  private static final int SHARE = 10;
  private static final Duration LEAST = Duration.ofMillis(50);
  private static final Duration MOST = Duration.ofSeconds(1);

  private long nextNanos = Long.MIN_VALUE;

  /// How long to wait before the next time; zero when it may be now.
  Duration untilNext(long nowNanos) {
    return nextNanos == Long.MIN_VALUE || nextNanos - nowNanos <= 0
        ? Duration.ZERO
        : Duration.ofNanos(nextNanos - nowNanos);
  }

  /// @param startNanos when it began to be worked out
  /// @param endNanos when everybody had been told
  void took(long startNanos, long endNanos) {
    var pause = Duration.ofNanos((endNanos - startNanos) * SHARE);
    var bounded = pause.compareTo(LEAST) < 0 ? LEAST : pause.compareTo(MOST) > 0 ? MOST : pause;
    nextNanos = startNanos + bounded.toNanos();
  }
}
