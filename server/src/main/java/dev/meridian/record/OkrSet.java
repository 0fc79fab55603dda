package dev.meridian.record;

import dev.meridian.http.Json;
import dev.meridian.record.content.RecordContent;
import dev.meridian.record.content.RecordJson;
import dev.meridian.workspace.TeamRule;
import io.vertx.core.json.JsonObject;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// An OKR record: which team's (null = the company's), for which cycle, in which document.
record OkrSet(
    UUID id,
    UUID workspaceId,
    @Nullable UUID teamId,
    UUID cycleId,
    UUID documentId,
    Instant createdAt) {

  /// A record with what decides who may write it.
  ///
  /// @param rule of the team, seen from the caller; null = the company's record
  record Ruled(OkrSet okrSet, @Nullable TeamRule rule) {}

  JsonObject toJson() {
    return Json.object(
        "id",
        id,
        "documentId",
        documentId,
        "teamId",
        teamId,
        "cycleId",
        cycleId,
        "createdAt",
        createdAt);
  }

  JsonObject toJson(RecordContent content) {
    return RecordJson.write(content, toJson());
  }
}
