package dev.meridian.record.content;

import dev.meridian.okr.Decimals;
import dev.meridian.okr.Progress;
import dev.meridian.okr.WireName;
import dev.meridian.okr.wording.Hint;
import dev.meridian.record.content.RecordContent.KeyResult;
import dev.meridian.record.content.RecordContent.Milestone;
import dev.meridian.record.content.RecordContent.Objective;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/// The JSON of a record's content: `objectives` and `hints`, keyed by id, nothing null.
public final class RecordJson {
  private RecordJson() {}

  /// The objectives alone.
  public static JsonObject objectives(RecordContent content) {
    return keyed(content.objectives(), RecordJson::objective);
  }

  /// Adds the members to an object that already says which record it is.
  public static JsonObject write(RecordContent content, JsonObject into) {
    into.put("objectives", objectives(content));
    JsonObject hints = new JsonObject();
    ContentMeaning.hints(content).forEach(hint -> hints.put(hint.key(), hint(hint)));
    return into.put("hints", hints);
  }

  private static JsonObject objective(Objective objective) {
    JsonObject json =
        new JsonObject()
            .put("id", objective.id())
            .put("title", objective.title())
            .put("why", objective.why());
    putFields(json, Field.OF_OBJECTIVE, objective.fields());
    json.put("keyResults", keyed(objective.keyResults(), RecordJson::keyResult));
    return withSignals(json, objective.signals());
  }

  private static JsonObject keyResult(KeyResult keyResult) {
    JsonObject json = new JsonObject().put("id", keyResult.id()).put("title", keyResult.title());
    putFields(json, Field.OF_KEY_RESULT, keyResult.fields());
    if (!keyResult.zones().isEmpty()) {
      json.put("zones", strings(keyResult.zones()));
    }
    if (!keyResult.milestones().isEmpty()) {
      json.put("milestones", milestones(keyResult.milestones()));
    }
    json.put("progress", progress(ContentMeaning.progress(keyResult)));
    return withSignals(json, keyResult.signals());
  }

  static JsonObject milestones(Map<String, Milestone> milestones) {
    return keyed(milestones, RecordJson::milestone);
  }

  private static JsonObject milestone(Milestone milestone) {
    JsonObject json = new JsonObject().put("id", milestone.id()).put("title", milestone.title());
    putFields(json, Field.OF_MILESTONE, milestone.fields());
    return withSignals(json, milestone.signals());
  }

  private static JsonObject progress(Progress progress) {
    JsonObject json = new JsonObject().put("state", WireName.of(progress.state()));
    progress.current().ifPresent(current -> json.put("current", Decimals.text(current)));
    progress.ratio().ifPresent(ratio -> json.put("ratio", Decimals.text(ratio)));
    return json;
  }

  private static JsonObject hint(Hint hint) {
    JsonObject json = new JsonObject().put("rule", WireName.of(hint.rule()));
    hint.objectiveId().ifPresent(id -> json.put("objectiveId", id));
    hint.keyResultId().ifPresent(id -> json.put("keyResultId", id));
    hint.field().ifPresent(field -> json.put("field", field));
    hint.words().ifPresent(words -> json.put("words", words));
    return json;
  }

  private static void putFields(JsonObject json, List<Field> order, Map<Field, String> fields) {
    for (Field field : order) {
      String value = fields.get(field);
      if (value != null) {
        json.put(field.key(), value);
      }
    }
  }

  private static JsonObject withSignals(JsonObject json, Map<String, String> signals) {
    return signals.isEmpty() ? json : json.put("signals", strings(signals));
  }

  private static JsonObject strings(Map<String, String> strings) {
    JsonObject json = new JsonObject();
    strings.forEach(json::put);
    return json;
  }

  private static <T> JsonObject keyed(Map<String, T> things, Function<T, JsonObject> write) {
    JsonObject json = new JsonObject();
    things.forEach((id, thing) -> json.put(id, write.apply(thing)));
    return json;
  }
}
