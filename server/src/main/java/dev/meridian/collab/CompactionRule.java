package dev.meridian.collab;

import java.time.Duration;

/// When the log of a document gets a snapshot, and how long its history is kept.
///
/// @param rows of the log behind the last snapshot, beyond which there is another one
/// @param bytes of these rows, beyond which there is another one
/// @param keep how long history is kept; zero = for ever
public record CompactionRule(int rows, int bytes, Duration keep) {
  public static CompactionRule standard() {
    return new CompactionRule(1_000, 1 << 20, Duration.ofDays(400));
  }

  public boolean keepsForEver() {
    return keep.isZero();
  }
}
