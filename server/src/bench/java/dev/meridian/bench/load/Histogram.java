package dev.meridian.bench.load;

/// Counts of durations in steps of about 1.6 %.
public final class Histogram {
  private static final int SUB_BITS = 6;
  private static final int SUBS = 1 << SUB_BITS;

  private final long[] counts = new long[SUBS * 60];
  private long total;

  void add(long nanos) {
    counts[index(Math.max(nanos, 0))]++;
    total++;
  }

  private static int index(long value) {
    if (value < SUBS) {
      return (int) value;
    }
    int shift = 63 - Long.numberOfLeadingZeros(value) - SUB_BITS;
    return (shift + 1) * SUBS + (int) (value >>> shift) - SUBS;
  }

  private static double value(int index) {
    if (index < SUBS) {
      return index;
    }
    int shift = index / SUBS - 1;
    return (index % SUBS + SUBS + 0.5) * (1L << shift);
  }

  public long total() {
    return total;
  }

  /// In milliseconds.
  public double percentile(double share) {
    long rank = (long) Math.ceil(total * share);
    long seen = 0;
    for (int i = 0; i < counts.length; i++) {
      seen += counts[i];
      if (seen >= rank && counts[i] > 0) {
        return value(i) / 1e6;
      }
    }
    return Double.NaN;
  }
}
