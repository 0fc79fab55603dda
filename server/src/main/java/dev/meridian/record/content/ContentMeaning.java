package dev.meridian.record.content;

import dev.meridian.okr.Direction;
import dev.meridian.okr.Measure;
import dev.meridian.okr.Metric;
import dev.meridian.okr.Progress;
import dev.meridian.okr.WireName;
import dev.meridian.okr.wording.Hint;
import dev.meridian.okr.wording.Hints;
import dev.meridian.record.content.RecordContent.KeyResult;
import dev.meridian.record.content.RecordContent.Milestone;
import dev.meridian.record.content.RecordContent.Objective;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// What a record's content means: hands it to the rules of `okr`.
final class ContentMeaning {
  private ContentMeaning() {}

  /// A metric that is not stated is a number, a direction that is not stated is up.
  static Progress progress(KeyResult keyResult) {
    Direction direction =
        word(Direction.class, keyResult, Field.DIRECTION).orElse(Direction.INCREASE);
    return Progress.beforeCheckIn(
        new Progress.Figures(
            word(Metric.class, keyResult, Field.METRIC).orElse(Metric.NUMBER),
            direction,
            decimal(keyResult.fields(), Field.BASELINE),
            decimal(keyResult.fields(), Field.START),
            decimal(keyResult.fields(), Field.TARGET),
            decimal(keyResult.fields(), Field.LOW),
            decimal(keyResult.fields(), Field.HIGH),
            decimal(keyResult.fields(), Field.TOLERANCE),
            zones(keyResult.zones(), direction),
            keyResult.milestones().values().stream().map(ContentMeaning::step).toList()));
  }

  static List<Hint> hints(RecordContent content) {
    return Hints.of(
        content.inOrder().stream()
            .filter(objective -> !objective.fields().containsKey(Field.REMOVED))
            .map(ContentMeaning::worded)
            .toList());
  }

  private static Hints.WordedObjective worded(Objective objective) {
    return new Hints.WordedObjective(
        objective.id(),
        objective.title(),
        objective.inOrder().stream()
            .filter(keyResult -> !keyResult.fields().containsKey(Field.REMOVED))
            .map(keyResult ->
                new Hints.WordedKeyResult(keyResult.id(), keyResult.title(), isMeasured(keyResult)))
            .toList());
  }

  private static boolean isMeasured(KeyResult keyResult) {
    return keyResult.fields().containsKey(Field.TARGET)
        || keyResult.fields().containsKey(Field.LOW)
        || keyResult.fields().containsKey(Field.HIGH)
        || !keyResult.zones().isEmpty()
        || !keyResult.milestones().isEmpty()
        || word(Metric.class, keyResult, Field.METRIC).equals(Optional.of(Metric.BOOLEAN));
  }

  private static Measure.Zones zones(Map<String, String> zones, Direction direction) {
    return new Measure.Zones(
        Optional.ofNullable(zones.get("commit")).map(BigDecimal::new),
        Optional.ofNullable(zones.get("target")).map(BigDecimal::new),
        Optional.ofNullable(zones.get("stretch")).map(BigDecimal::new),
        direction == Direction.DECREASE || direction == Direction.MAINTAIN_BELOW);
  }

  private static Measure.Step step(Milestone milestone) {
    return new Measure.Step(
        decimal(milestone.fields(), Field.WEIGHT).orElse(BigDecimal.ONE),
        milestone.fields().containsKey(Field.DONE_AT));
  }

  private static Optional<BigDecimal> decimal(Map<Field, String> fields, Field field) {
    return Optional.ofNullable(fields.get(field)).map(BigDecimal::new);
  }

  private static <E extends Enum<E>> Optional<E> word(
      Class<E> type, KeyResult keyResult, Field field) {
    return Optional.ofNullable(keyResult.fields().get(field))
        .flatMap(name -> WireName.find(type, name));
  }
}
