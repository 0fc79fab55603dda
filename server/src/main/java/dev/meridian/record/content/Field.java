package dev.meridian.record.content;

import dev.meridian.okr.Ambition;
import dev.meridian.okr.Direction;
import dev.meridian.okr.Indicator;
import dev.meridian.okr.Metric;
import dev.meridian.okr.Serves;
import java.util.List;
import java.util.Optional;

/// A plain field of a record's document: one key of a Y.Map, and the form of its value. Keys are
/// the same in the document and in JSON.
public enum Field {
  ORDER("order", Form.order()),
  AMBITION("ambition", Form.oneOf(Ambition.class)),
  SERVES("serves", Form.oneOf(Serves.class)),
  METRIC("metric", Form.oneOf(Metric.class)),
  DIRECTION("direction", Form.oneOf(Direction.class)),
  UNIT("unit", Form.unit()),
  INDICATOR("indicator", Form.oneOf(Indicator.class)),
  BASELINE("baseline", Form.decimal()),
  DISCOVER_BY("discoverBy", Form.date()),
  START("start", Form.decimal()),
  TARGET("target", Form.decimal()),
  LOW("low", Form.decimal()),
  HIGH("high", Form.decimal()),
  TOLERANCE("tolerance", Form.weight()),
  WEIGHT("weight", Form.weight()),
  DUE("due", Form.date()),
  DONE_AT("doneAt", Form.instant()),
  OWNER_ID("ownerId", Form.id()),
  BACKUP_OWNER_ID("backupOwnerId", Form.id()),
  REMOVED("removed", Form.instant());

  public static final List<Field> OF_OBJECTIVE =
      List.of(ORDER, AMBITION, SERVES, OWNER_ID, BACKUP_OWNER_ID, REMOVED);
  public static final List<Field> OF_KEY_RESULT =
      List.of(
          ORDER,
          METRIC,
          DIRECTION,
          UNIT,
          INDICATOR,
          BASELINE,
          DISCOVER_BY,
          START,
          TARGET,
          LOW,
          HIGH,
          TOLERANCE,
          WEIGHT,
          DUE,
          OWNER_ID,
          BACKUP_OWNER_ID,
          REMOVED);
  public static final List<Field> OF_MILESTONE = List.of(ORDER, WEIGHT, DUE, DONE_AT);

  /// The keys of a key result's `zones`, each a decimal.
  public static final List<String> ZONES = List.of("commit", "target", "stretch");

  private final String key;
  private final Form form;

  Field(String key, Form form) {
    this.key = key;
    this.form = form;
  }

  public String key() {
    return key;
  }

  /// The canonical text of a value, empty when it has not the field's form.
  public Optional<String> canonical(String value) {
    return form.canonical().of(value);
  }

  /// For people: why a value is none, "is not a date YYYY-MM-DD".
  public String complaint() {
    return "is not " + form.expectation();
  }
}
