package dev.meridian.auth;

import dev.meridian.http.Json;
import io.vertx.core.json.JsonObject;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// One browser that signed in.
///
/// @param memberId where it works now
/// @param expiresAt moves on with each refresh
/// @param endedAt null while it lasts
record SignIn(
    UUID id,
    UUID accountId,
    UUID memberId,
    Instant startedAt,
    Instant lastUsedAt,
    Instant expiresAt,
    @Nullable String userAgent,
    @Nullable String address,
    @Nullable Instant endedAt) {

  boolean isLive(Instant now) {
    return endedAt == null && expiresAt.isAfter(now);
  }

  JsonObject toJson(boolean current) {
    return Json.object(
        "id", id,
        "startedAt", startedAt,
        "lastUsedAt", lastUsedAt,
        "userAgent", userAgent,
        "address", address,
        "current", current);
  }
}
