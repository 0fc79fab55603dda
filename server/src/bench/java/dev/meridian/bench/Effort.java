package dev.meridian.bench;

import java.time.Duration;

/// How much is done for a figure.
///
/// @param runs of which the median is taken
/// @param settling from the first update to the window that is measured
/// @param window that is measured
/// @param share of the sizes of idle and stalled connections
record Effort(int runs, Duration warmUp, Duration settling, Duration window, double share) {
  static Effort full(int runs) {
    return new Effort(runs, Duration.ofSeconds(14), Duration.ofMillis(1_000), Duration.ofMillis(2_500), 1);
  }

  static Effort quick() {
    return new Effort(1, Duration.ofSeconds(2), Duration.ofMillis(300), Duration.ofMillis(700), 0.05);
  }
}
