package dev.meridian.workspace;

import dev.meridian.http.Json;
import io.vertx.core.json.JsonObject;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// A person in one workspace.
///
/// @param removedAt null while he is a member; what he wrote stays
public record Member(
    UUID id,
    UUID workspaceId,
    UUID accountId,
    String name,
    String email,
    Role role,
    String timeZone,
    boolean installationAdmin,
    Instant joinedAt,
    @Nullable Instant removedAt) {

  public JsonObject toJson() {
    return Json.object(
        "id", id,
        "name", name,
        "email", email,
        "role", role.word(),
        "timeZone", timeZone,
        "joinedAt", joinedAt,
        "removedAt", removedAt,
        "installationAdmin", installationAdmin ? true : null);
  }

  public Member withRole(Role other) {
    return new Member(
        id,
        workspaceId,
        accountId,
        name,
        email,
        other,
        timeZone,
        installationAdmin,
        joinedAt,
        removedAt);
  }

  public Member withSelf(String otherName, String otherTimeZone) {
    return new Member(
        id,
        workspaceId,
        accountId,
        otherName,
        email,
        role,
        otherTimeZone,
        installationAdmin,
        joinedAt,
        removedAt);
  }
}
