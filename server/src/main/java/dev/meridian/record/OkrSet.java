package dev.meridian.record;

import dev.meridian.http.Json;
import dev.meridian.http.Problem;
import dev.meridian.record.content.RecordContent;
import dev.meridian.record.content.RecordJson;
import dev.meridian.workspace.Access;
import dev.meridian.workspace.Caller;
import dev.meridian.workspace.Permissions;
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
  record Ruled(OkrSet okrSet, @Nullable TeamRule rule) {
    /// The record, for somebody who may do that much with it.
    ///
    /// @throws Problem 404 when it is another workspace's, 403 when it may only be read
    OkrSet as(Caller caller, Access needed) {
      Access access = Permissions.record(caller, okrSet.workspaceId(), rule);
      if (access == Access.NONE) {
        throw Problem.notFound();
      }
      if (access.compareTo(needed) < 0) {
        throw Problem.forbidden("You may read this record, not write it.");
      }
      return okrSet;
    }
  }

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
