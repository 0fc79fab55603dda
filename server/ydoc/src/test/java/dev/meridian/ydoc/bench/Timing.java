package dev.meridian.ydoc.bench;

import java.util.Arrays;
import java.util.function.ToDoubleFunction;

/**
 * Milliseconds of one run.
 *
 * @param wall on the clock
 * @param cpu of processor time of the whole process; NaN when not known
 */
public record Timing(double wall, double cpu) {
  public static final Timing UNKNOWN = new Timing(Double.NaN, Double.NaN);

  public static Timing median(Timing[] samples) {
    return new Timing(middle(samples, Timing::wall), middle(samples, Timing::cpu));
  }

  /** The same in another unit, or of a part of the run. */
  public Timing times(double factor) {
    return new Timing(wall * factor, cpu * factor);
  }

  private static double middle(Timing[] samples, ToDoubleFunction<Timing> part) {
    return Arrays.stream(samples).mapToDouble(part).sorted().toArray()[samples.length / 2];
  }
}
