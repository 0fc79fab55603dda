package dev.meridian.http.resource;

import io.vertx.core.json.JsonObject;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;

/// What a GET answers, and what will make it another one.
///
/// @param body never holds null; collections are objects keyed by id
/// @param hangsOn the streams (see [dev.meridian.event.Streams]) without whose news it stays as it
///   is
/// @param changesAt when time alone will change it; empty = never
public record Resource(JsonObject body, Set<String> hangsOn, Optional<Instant> changesAt) {

  public Resource {
    hangsOn = Set.copyOf(hangsOn);
  }

  public static Resource of(JsonObject body, String... hangsOn) {
    return new Resource(body, Set.of(hangsOn), Optional.empty());
  }

  public static Resource of(JsonObject body, Set<String> hangsOn) {
    return new Resource(body, hangsOn, Optional.empty());
  }

  public Resource changingAt(Instant at) {
    return new Resource(body, hangsOn, Optional.of(at));
  }
}
