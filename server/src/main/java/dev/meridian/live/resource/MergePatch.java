package dev.meridian.live.resource;

import io.vertx.core.json.JsonObject;

/// JSON merge patches (RFC 7396). They can say every difference between two resources, for a
/// resource holds no null.
final class MergePatch {

  private MergePatch() {}

  /// What turns one into the other; empty when they are equal but for the order of names.
  static JsonObject between(JsonObject from, JsonObject to) {
    var patch = new JsonObject();
    for (var name : from.fieldNames()) {
      if (!to.containsKey(name)) {
        patch.putNull(name);
      }
    }
    for (var name : to.fieldNames()) {
      var before = from.getValue(name);
      var after = to.getValue(name);
      if (before instanceof JsonObject inner && after instanceof JsonObject other) {
        var change = between(inner, other);
        if (!change.isEmpty()) {
          patch.put(name, change);
        }
      } else if (!after.equals(before)) {
        patch.put(name, after);
      }
    }
    return patch;
  }
}
