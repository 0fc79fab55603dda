package dev.meridian.live.socket;

import io.vertx.core.json.JsonObject;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.UUID;

/// What the server says beside what it says of resources.
final class ServerMessage {
  private ServerMessage() {}

  /// The token was good; with the server's clock.
  static String authenticated(UUID memberId, Instant now) {
    return new JsonObject()
        .put("authenticated", memberId.toString())
        .put("now", time(now))
        .encode();
  }

  /// A sign of life, with the server's clock.
  static String heartbeat(Instant now) {
    return new JsonObject().put("now", time(now)).encode();
  }

  /// A watch that was not begun.
  static String error(String path, String code) {
    return new JsonObject().put("path", path).put("error", code).encode();
  }

  private static String time(Instant now) {
    return now.truncatedTo(ChronoUnit.MILLIS).toString();
  }
}
