package dev.meridian.auth.invitation;

import dev.meridian.http.Json;
import dev.meridian.workspace.Role;
import io.vertx.core.json.JsonObject;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// A link that lets one person join a workspace.
///
/// @param emailKey when set, only this e-mail may use it
/// @param teamId the team that the person joins with it
record Invitation(
    UUID id,
    UUID workspaceId,
    Role role,
    @Nullable String emailKey,
    @Nullable UUID teamId,
    UUID invitedBy,
    Instant createdAt,
    Instant expiresAt,
    @Nullable Instant acceptedAt,
    @Nullable UUID acceptedBy,
    @Nullable Instant revokedAt) {

  boolean isOpen(Instant now) {
    return acceptedAt == null && revokedAt == null && expiresAt.isAfter(now);
  }

  JsonObject toJson() {
    return Json.object(
        "id", id,
        "role", role.word(),
        "email", emailKey,
        "teamId", teamId,
        "invitedBy", invitedBy,
        "createdAt", createdAt,
        "expiresAt", expiresAt,
        "acceptedAt", acceptedAt,
        "acceptedBy", acceptedBy,
        "revokedAt", revokedAt);
  }
}
