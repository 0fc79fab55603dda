package dev.meridian.workspace;

import dev.meridian.http.Json;
import io.vertx.core.json.JsonObject;
import java.time.Instant;
import java.util.UUID;

/// One organisation on this server; nothing in it is seen from another.
public record Workspace(UUID id, String name, String timeZone, Instant createdAt) {

  public JsonObject toJson() {
    return Json.object("id", id, "name", name, "timeZone", timeZone, "createdAt", createdAt);
  }

  /// As something to choose from.
  public JsonObject toChoice() {
    return Json.object("id", id, "name", name);
  }
}
