package dev.meridian.record.patch;

import dev.meridian.http.Problem;
import dev.meridian.record.content.Field;
import dev.meridian.record.content.PlainText;
import io.vertx.core.json.JsonObject;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/// What a merge patch of an objective or key result says.
///
/// @param texts by key
/// @param fields empty = take the field away
/// @param zones null = not named; empty = take them away; else the zones to set
public record RecordPatch(
    Map<String, String> texts,
    Map<Field, Optional<String>> fields,
    Optional<Optional<Map<String, String>>> zones) {
  public static final List<String> TEXTS_OF_OBJECTIVE = List.of("title", "why");
  public static final List<String> TEXTS_OF_KEY_RESULT = List.of("title");

  /// @throws Problem 400 naming every field whose value the document does not take
  public static RecordPatch read(JsonObject json, List<String> texts, List<Field> fields) {
    Map<String, String> problems = new TreeMap<>();
    RecordPatch patch =
        new RecordPatch(
            texts(json, texts, problems), fields(json, fields, problems), zones(json, problems));
    if (!problems.isEmpty()) {
      throw Problem.fields(problems);
    }
    return patch;
  }

  private static Map<String, String> texts(
      JsonObject json, List<String> keys, Map<String, String> problems) {
    Map<String, String> texts = new HashMap<>();
    for (String key : keys) {
      String text = json.getString(key);
      if (text != null) {
        if (!PlainText.lines(text).equals(text)) {
          problems.put(key, "has characters that no text has");
        } else if (key.equals("title") && !PlainText.oneLine(text).equals(text)) {
          problems.put(key, "must be one line");
        }
        texts.put(key, text);
      }
    }
    return texts;
  }

  private static Map<Field, Optional<String>> fields(
      JsonObject json, List<Field> wanted, Map<String, String> problems) {
    Map<Field, Optional<String>> fields = new EnumMap<>(Field.class);
    for (Field field : wanted) {
      if (json.containsKey(field.key())) {
        String value = json.getString(field.key());
        fields.put(
            field,
            value == null ? Optional.empty() : canonical(field, value, field.key(), problems));
      }
    }
    return fields;
  }

  private static Optional<Optional<Map<String, String>>> zones(
      JsonObject json, Map<String, String> problems) {
    if (!json.containsKey("zones")) {
      return Optional.empty();
    }
    JsonObject object = json.getJsonObject("zones");
    if (object == null) {
      return Optional.of(Optional.empty());
    }
    Map<String, String> zones = new TreeMap<>();
    for (String zone : Field.ZONES) {
      String value = object.getString(zone);
      if (value != null) {
        canonical(Field.TARGET, value, "zones." + zone, problems)
            .ifPresent(canonical -> zones.put(zone, canonical));
      }
    }
    return Optional.of(Optional.of(zones));
  }

  private static Optional<String> canonical(
      Field field, String value, String path, Map<String, String> problems) {
    Optional<String> canonical = field.canonical(value);
    if (canonical.isEmpty()) {
      problems.put(path, field.complaint());
    }
    return canonical;
  }
}
