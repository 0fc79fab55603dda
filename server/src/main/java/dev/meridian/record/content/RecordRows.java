package dev.meridian.record.content;

import dev.meridian.record.content.RecordContent.KeyResult;
import dev.meridian.record.content.RecordContent.Milestone;
import dev.meridian.record.content.RecordContent.Objective;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.OffsetDateTime;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/// A record's content as rows of the tables, in JSON, and back.
public final class RecordRows {
  private RecordRows() {}

  public static JsonArray objectives(RecordContent content) {
    JsonArray rows = new JsonArray();
    for (Objective objective : content.objectives().values()) {
      JsonObject row =
          new JsonObject()
              .put("id", objective.id())
              .put("title", objective.title())
              .put("why", objective.why())
              .put("signals", strings(objective.signals()));
      putFields(row, objective.fields());
      rows.add(row);
    }
    return rows;
  }

  public static JsonArray keyResults(RecordContent content) {
    JsonArray rows = new JsonArray();
    for (Objective objective : content.objectives().values()) {
      for (KeyResult keyResult : objective.keyResults().values()) {
        JsonObject row =
            new JsonObject()
                .put("id", keyResult.id())
                .put("objective_id", objective.id())
                .put("title", keyResult.title())
                .put("milestones", RecordJson.milestones(keyResult.milestones()))
                .put("signals", strings(keyResult.signals()));
        if (!keyResult.zones().isEmpty()) {
          row.put("zones", strings(keyResult.zones()));
        }
        putFields(row, keyResult.fields());
        rows.add(row);
      }
    }
    return rows;
  }

  public static List<String> ids(JsonArray rows) {
    return rows.stream().map(row -> ((JsonObject) row).getString("id")).toList();
  }

  public static RecordContent content(JsonArray objectiveRows, JsonArray keyResultRows) {
    Map<String, SortedMap<String, KeyResult>> keyResults = new TreeMap<>();
    for (Object row : keyResultRows) {
      KeyResult keyResult = keyResult((JsonObject) row);
      keyResults
          .computeIfAbsent(((JsonObject) row).getString("objective_id"), _ -> new TreeMap<>())
          .put(keyResult.id(), keyResult);
    }
    SortedMap<String, Objective> objectives = new TreeMap<>();
    for (Object row : objectiveRows) {
      JsonObject json = (JsonObject) row;
      String id = json.getString("id");
      objectives.put(
          id,
          new Objective(
              id,
              json.getString("title"),
              json.getString("why"),
              fields(json, Field.OF_OBJECTIVE),
              keyResults.getOrDefault(id, new TreeMap<>()),
              strings(json, "signals")));
    }
    return new RecordContent(objectives);
  }

  private static KeyResult keyResult(JsonObject row) {
    SortedMap<String, Milestone> milestones = new TreeMap<>();
    JsonObject byId = row.getJsonObject("milestones", new JsonObject());
    for (String id : byId.fieldNames()) {
      JsonObject json = byId.getJsonObject(id);
      Map<Field, String> fields = new EnumMap<>(Field.class);
      for (Field field : Field.OF_MILESTONE) {
        if (json.getString(field.key()) instanceof String value) {
          fields.put(field, value);
        }
      }
      milestones.put(
          id, new Milestone(id, json.getString("title"), fields, strings(json, "signals")));
    }
    return new KeyResult(
        row.getString("id"),
        row.getString("title"),
        fields(row, Field.OF_KEY_RESULT),
        strings(row, "zones"),
        milestones,
        strings(row, "signals"));
  }

  private static void putFields(JsonObject row, Map<Field, String> fields) {
    fields.forEach((field, value) -> row.put(column(field), value));
  }

  private static Map<Field, String> fields(JsonObject row, List<Field> wanted) {
    Map<Field, String> fields = new EnumMap<>(Field.class);
    for (Field field : wanted) {
      if (row.getString(column(field)) instanceof String value) {
        fields.put(
            field,
            field == Field.REMOVED ? OffsetDateTime.parse(value).toInstant().toString() : value);
      }
    }
    return fields;
  }

  /// `backupOwnerId` is `backup_owner_id`; three keys have columns of another name.
  private static String column(Field field) {
    return switch (field) {
      case ORDER -> "sort_order";
      case START -> "start_value";
      case REMOVED -> "removed_at";
      default -> field.name().toLowerCase(Locale.ROOT);
    };
  }

  private static JsonObject strings(Map<String, String> strings) {
    JsonObject json = new JsonObject();
    strings.forEach(json::put);
    return json;
  }

  private static SortedMap<String, String> strings(JsonObject row, String column) {
    SortedMap<String, String> strings = new TreeMap<>();
    JsonObject json = row.getJsonObject(column);
    if (json != null) {
      json.fieldNames().forEach(key -> strings.put(key, json.getString(key)));
    }
    return strings;
  }
}
