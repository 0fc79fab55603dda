package dev.meridian.okr;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.List;
import java.util.Optional;

/// How far a figure has come. Ratios are raw: below 0 and above 1 where the figure is; whoever
/// shows them clamps. Rounded once, to 12 places.
public sealed interface Measure {
  int RATIO_SCALE = 12;

  /// Empty when the measure says nothing about any value, as with a start that equals its target.
  Optional<BigDecimal> ratio(BigDecimal current);

  /// From start to target, up or down: (current - start) / (target - start); the signs cancel.
  record Towards(BigDecimal start, BigDecimal target) implements Measure {
    @Override
    public Optional<BigDecimal> ratio(BigDecimal current) {
      return quotient(current.subtract(start), target.subtract(start));
    }
  }

  /// Staying inside, bounds inclusive: 1 inside; outside falls linearly to 0 over the tolerance.
  record Inside(Optional<BigDecimal> low, Optional<BigDecimal> high, BigDecimal tolerance)
      implements Measure {
    @Override
    public Optional<BigDecimal> ratio(BigDecimal current) {
      if (low.isPresent() && high.isPresent() && low.get().compareTo(high.get()) > 0) {
        return Optional.empty();
      }
      BigDecimal below = low.map(bound -> bound.subtract(current)).orElse(BigDecimal.ZERO);
      BigDecimal above = high.map(bound -> current.subtract(bound)).orElse(BigDecimal.ZERO);
      BigDecimal outside = below.max(above).max(BigDecimal.ZERO);
      if (outside.signum() == 0) {
        return Optional.of(BigDecimal.ONE);
      }
      if (outside.compareTo(tolerance) >= 0) {
        return Optional.of(BigDecimal.ZERO);
      }
      return quotient(tolerance.subtract(outside), tolerance);
    }
  }

  /// Yes (any figure but 0) or no.
  record YesOrNo() implements Measure {
    @Override
    public Optional<BigDecimal> ratio(BigDecimal current) {
      return Optional.of(current.signum() == 0 ? BigDecimal.ZERO : BigDecimal.ONE);
    }
  }

  /// Described zones, a step each: nothing reached 0, commit 0.3, target 0.7, stretch 1.
  record Zones(
      Optional<BigDecimal> commit,
      Optional<BigDecimal> target,
      Optional<BigDecimal> stretch,
      boolean falling)
      implements Measure {
    private static final BigDecimal COMMIT = new BigDecimal("0.3");
    private static final BigDecimal TARGET = new BigDecimal("0.7");

    @Override
    public Optional<BigDecimal> ratio(BigDecimal current) {
      if (commit.isEmpty() && target.isEmpty() && stretch.isEmpty()) {
        return Optional.empty();
      }
      if (reached(stretch, current)) {
        return Optional.of(BigDecimal.ONE);
      }
      if (reached(target, current)) {
        return Optional.of(TARGET);
      }
      return Optional.of(reached(commit, current) ? COMMIT : BigDecimal.ZERO);
    }

    private boolean reached(Optional<BigDecimal> zone, BigDecimal current) {
      return zone.isPresent()
          && (falling ? current.compareTo(zone.get()) <= 0 : current.compareTo(zone.get()) >= 0);
    }
  }

  /// One step of a milestone list; weights are not negative.
  record Step(BigDecimal weight, boolean done) {}

  /// Sum of weights done / sum of weights; empty when there is no weight at all.
  static Optional<BigDecimal> ofSteps(List<Step> steps) {
    BigDecimal all = BigDecimal.ZERO;
    BigDecimal done = BigDecimal.ZERO;
    for (Step step : steps) {
      all = all.add(step.weight());
      done = step.done() ? done.add(step.weight()) : done;
    }
    return quotient(done, all);
  }

  /// Empty when the whole is 0, or the ratio so large that a decimal of ours cannot hold it.
  private static Optional<BigDecimal> quotient(BigDecimal part, BigDecimal whole) {
    if (whole.signum() == 0) {
      return Optional.empty();
    }
    BigDecimal ratio =
        part.divide(whole, new MathContext(2 * Decimals.MAX_DIGITS, RoundingMode.HALF_EVEN))
            .setScale(RATIO_SCALE, RoundingMode.HALF_EVEN)
            .stripTrailingZeros();
    return Decimals.fits(ratio) ? Optional.of(plain(ratio)) : Optional.empty();
  }

  private static BigDecimal plain(BigDecimal value) {
    return value.scale() < 0 ? value.setScale(0, RoundingMode.UNNECESSARY) : value;
  }
}
