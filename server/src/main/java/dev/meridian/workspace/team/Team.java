package dev.meridian.workspace.team;

import dev.meridian.http.Json;
import dev.meridian.workspace.Editing;
import io.vertx.core.json.JsonObject;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// People who write OKRs together.
///
/// @param archivedAt null while it is at work
/// @param members in the order in which they joined
public record Team(
    UUID id,
    UUID workspaceId,
    String name,
    Editing editing,
    Instant createdAt,
    @Nullable Instant archivedAt,
    List<OnTeam> members) {

  /// @param id of the member
  public record OnTeam(UUID id, Instant joinedAt) {

    JsonObject toJson() {
      return Json.object("id", id, "joinedAt", joinedAt);
    }
  }

  public Team {
    members = List.copyOf(members);
  }

  Team with(String otherName, Editing otherEditing, @Nullable Instant otherArchivedAt) {
    return new Team(id, workspaceId, otherName, otherEditing, createdAt, otherArchivedAt, members);
  }

  Team withMembers(List<OnTeam> others) {
    return new Team(id, workspaceId, name, editing, createdAt, archivedAt, others);
  }

  public JsonObject toJson() {
    return Json.object(
        "id", id,
        "name", name,
        "editing", editing.word(),
        "createdAt", createdAt,
        "archivedAt", archivedAt,
        "members", Json.keyed(members, OnTeam::id, OnTeam::toJson));
  }
}
