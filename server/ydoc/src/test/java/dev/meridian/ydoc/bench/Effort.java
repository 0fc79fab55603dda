package dev.meridian.ydoc.bench;

/**
 * How thoroughly to measure.
 *
 * @param samples of which the median counts
 * @param warmUpMillis how long each measure runs before its first sample
 * @param sampleMillis how long a sample lasts at least, unless one run takes longer
 * @param divisor sizes of workloads are divided by this
 */
public record Effort(int samples, double warmUpMillis, double sampleMillis, int divisor) {
  public static final Effort FULL = new Effort(5, 1_000, 100, 1);

  /** Shows that everything runs; its figures mean nothing. */
  public static final Effort QUICK = new Effort(1, 0, 0, 100);

  public int sized(int size) {
    return Math.max(1, size / divisor);
  }
}
