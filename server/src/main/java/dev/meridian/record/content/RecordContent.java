package dev.meridian.record.content;

import static java.util.Comparator.comparing;

import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/// What a record's document says, as far as it follows the schema: every text fit for JSON and
/// Postgres, every value canonical. Equal contents give equal JSON, whether read from the document
/// or from the tables.
///
/// @param objectives by id
public record RecordContent(SortedMap<String, Objective> objectives) {
  public static final RecordContent EMPTY = new RecordContent(new TreeMap<>());

  public RecordContent {
    objectives = sorted(objectives);
  }

  /// By order, ties broken by id; what has no order comes last.
  static <T> List<T> inOrder(Map<String, T> things, Ordered<T> fields) {
    Comparator<Map.Entry<String, T>> byOrder =
        comparing(
            entry -> Optional.ofNullable(fields.of(entry.getValue()).get(Field.ORDER)),
            RecordContent::compareOrders);
    return things.entrySet().stream()
        .sorted(byOrder.thenComparing(Map.Entry.comparingByKey()))
        .map(Map.Entry::getValue)
        .toList();
  }

  interface Ordered<T> {
    Map<Field, String> of(T thing);
  }

  private static int compareOrders(Optional<String> one, Optional<String> other) {
    if (one.isPresent() && other.isPresent()) {
      return one.get().compareTo(other.get());
    }
    return Boolean.compare(one.isEmpty(), other.isEmpty());
  }

  public List<Objective> inOrder() {
    return inOrder(objectives, Objective::fields);
  }

  /// @param signals what reads as absent and why, by field
  public record Objective(
      String id,
      String title,
      String why,
      Map<Field, String> fields,
      SortedMap<String, KeyResult> keyResults,
      SortedMap<String, String> signals) {
    public Objective {
      fields = Map.copyOf(fields);
      keyResults = sorted(keyResults);
      signals = sorted(signals);
    }

    public List<KeyResult> inOrder() {
      return RecordContent.inOrder(keyResults, KeyResult::fields);
    }
  }

  /// @param zones by their keys, see [Field#ZONES]
  public record KeyResult(
      String id,
      String title,
      Map<Field, String> fields,
      SortedMap<String, String> zones,
      SortedMap<String, Milestone> milestones,
      SortedMap<String, String> signals) {
    public KeyResult {
      fields = Map.copyOf(fields);
      zones = sorted(zones);
      milestones = sorted(milestones);
      signals = sorted(signals);
    }
  }

  public record Milestone(
      String id, String title, Map<Field, String> fields, SortedMap<String, String> signals) {
    public Milestone {
      fields = Map.copyOf(fields);
      signals = sorted(signals);
    }
  }

  private static <T> SortedMap<String, T> sorted(Map<String, T> map) {
    return Collections.unmodifiableSortedMap(new TreeMap<>(map));
  }
}
