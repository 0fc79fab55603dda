package dev.meridian.event;

import dev.meridian.db.Sha256;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonObject;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/// The name that a client gave a command, so that sending it again does nothing twice.
///
/// @param owner member id, or the address of who is not signed in
/// @param requestHash sha-256 of operation, path and body without passwords: one key names one
///   request
public record IdempotencyKey(String owner, String key, Buffer requestHash) {

  private static final Set<String> UNHASHED = Set.of("password", "currentPassword", "newPassword");

  public static IdempotencyKey of(
      String owner, String key, String operationId, Map<String, String> path, JsonObject body) {
    var kept = body.copy();
    UNHASHED.forEach(kept::remove);
    var request = operationId + "\n" + new TreeMap<>(path) + "\n" + kept.encode();
    return new IdempotencyKey(owner, key, Sha256.of(request));
  }

  Buffer keyHash() {
    return Sha256.of(key);
  }
}
