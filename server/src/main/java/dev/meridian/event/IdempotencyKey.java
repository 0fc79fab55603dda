package dev.meridian.event;

import dev.meridian.db.Sha256;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonObject;
import java.util.Map;
import java.util.TreeMap;

/// The name that a client gave a command, so that sending it again does nothing twice.
///
/// @param owner member id, or the address of who is not signed in
/// @param requestHash sha-256 of operation, path and body: one key names one request
public record IdempotencyKey(String owner, String key, Buffer requestHash) {

  public static IdempotencyKey of(
      String owner, String key, String operationId, Map<String, String> path, JsonObject body) {
    var request = operationId + "\n" + new TreeMap<>(path) + "\n" + body.encode();
    return new IdempotencyKey(owner, key, Sha256.of(request));
  }
}
