package dev.meridian.http;

import io.vertx.core.json.JsonObject;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What a handler answers.
///
/// @param body never holds null values; null = no body
/// @param versioned whether the body has a strong ETag, and 304 is answered to who has it
/// @param cookies values of `Set-Cookie`
public record Answer(
    int status, @Nullable JsonObject body, boolean versioned, List<String> cookies) {

  public Answer {
    cookies = List.copyOf(cookies);
  }

  /// A resource as it is now, with its ETag.
  public static Answer resource(JsonObject body) {
    return new Answer(200, body, true, List.of());
  }

  public static Answer ok(JsonObject body) {
    return new Answer(200, body, false, List.of());
  }

  public static Answer created(JsonObject body) {
    return new Answer(201, body, false, List.of());
  }

  public static Answer done() {
    return new Answer(204, null, false, List.of());
  }

  public Answer withCookie(String cookie) {
    return new Answer(status, body, versioned, List.of(cookie));
  }
}
