package dev.meridian.okr;

import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;

/// How far a key result has come from its start. Without a check-in its start value counts and the
/// state is `PENDING`; that is not 0 % and never red.
///
/// @param current the figure that counts, absent for milestones and where nothing is known
/// @param ratio raw, see [Measure]
public record Progress(State state, Optional<BigDecimal> current, Optional<BigDecimal> ratio) {
  public enum State {
    PENDING,
    UNDEFINED
  }

  private static final Progress UNDEFINED =
      new Progress(State.UNDEFINED, Optional.empty(), Optional.empty());

  /// The fields of a key result that decide its progress.
  ///
  /// @param baseline stands in for a start that is not stated
  public record Figures(
      Metric metric,
      Direction direction,
      Optional<BigDecimal> baseline,
      Optional<BigDecimal> start,
      Optional<BigDecimal> target,
      Optional<BigDecimal> low,
      Optional<BigDecimal> high,
      Optional<BigDecimal> tolerance,
      Measure.Zones zones,
      List<Measure.Step> steps) {
    public Figures {
      steps = List.copyOf(steps);
    }

    private Optional<BigDecimal> from() {
      return start.or(() -> baseline);
    }
  }

  /// Of a key result that nobody has checked in on.
  public static Progress beforeCheckIn(Figures figures) {
    return switch (figures.metric()) {
      case MILESTONE ->
          Measure.ofSteps(figures.steps())
              .map(ratio -> new Progress(State.PENDING, Optional.empty(), Optional.of(ratio)))
              .orElse(UNDEFINED);
      case BOOLEAN ->
          at(figures.from().orElse(BigDecimal.ZERO), Optional.of(new Measure.YesOrNo()));
      case ZONES ->
          figures.from().map(value -> at(value, Optional.of(figures.zones()))).orElse(UNDEFINED);
      case NUMBER, PERCENTAGE, CURRENCY ->
          figures.from().map(value -> at(value, line(figures, value))).orElse(UNDEFINED);
    };
  }

  private static Progress at(BigDecimal current, Optional<? extends Measure> measure) {
    return measure
        .flatMap(it -> it.ratio(current))
        .map(ratio -> new Progress(State.PENDING, Optional.of(current), Optional.of(ratio)))
        .orElse(UNDEFINED);
  }

  /// A bound that is not stated is the target, since people write "stay above 99" into either
  /// field.
  private static Optional<Measure> line(Figures figures, BigDecimal start) {
    BigDecimal tolerance = figures.tolerance().orElse(BigDecimal.ZERO);
    return switch (figures.direction()) {
      case INCREASE, DECREASE -> figures.target().map(target -> new Measure.Towards(start, target));
      case MAINTAIN_ABOVE ->
          figures
              .low()
              .or(figures::target)
              .map(low -> new Measure.Inside(Optional.of(low), Optional.empty(), tolerance));
      case MAINTAIN_BELOW ->
          figures
              .high()
              .or(figures::target)
              .map(high -> new Measure.Inside(Optional.empty(), Optional.of(high), tolerance));
      case MAINTAIN_WITHIN ->
          figures.low().isPresent() && figures.high().isPresent()
              ? Optional.of(new Measure.Inside(figures.low(), figures.high(), tolerance))
              : Optional.empty();
    };
  }
}
