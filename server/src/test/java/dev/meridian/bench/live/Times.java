package dev.meridian.bench.live;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// The waiting times of all rounds.
final class Times {
  private static final double NANOS_PER_MILLI = 1e6;

  private final List<long[]> rounds = new ArrayList<>();

  void add(long[] nanos) {
    rounds.add(nanos);
  }

  /// Of all watchers in all rounds, in milliseconds.
  double percentile(double share) {
    return of(rounds.stream().flatMapToLong(Arrays::stream).sorted().toArray(), share);
  }

  /// Of each round's last watcher, in milliseconds.
  double percentileOfSlowest(double share) {
    return of(
        rounds.stream().mapToLong(it -> Arrays.stream(it).max().orElseThrow()).sorted().toArray(),
        share);
  }

  private static double of(long[] sorted, double share) {
    int at = (int) Math.ceil(share * sorted.length) - 1;
    return sorted[Math.max(0, at)] / NANOS_PER_MILLI;
  }
}
