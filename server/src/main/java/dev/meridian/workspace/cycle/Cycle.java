package dev.meridian.workspace.cycle;

import dev.meridian.http.Json;
import io.vertx.core.json.JsonObject;
import java.time.Instant;
import java.time.LocalDate;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// A span of time that OKRs are for.
///
/// @param start its first day in its time zone
/// @param end its last day
/// @param archivedAt null while it is in use
public record Cycle(
    UUID id,
    UUID workspaceId,
    String name,
    LocalDate start,
    LocalDate end,
    String timeZone,
    Instant createdAt,
    @Nullable Instant archivedAt) {

  public JsonObject toJson() {
    return Json.object(
        "id", id,
        "name", name,
        "start", start,
        "end", end,
        "timeZone", timeZone,
        "createdAt", createdAt,
        "archivedAt", archivedAt);
  }
}
