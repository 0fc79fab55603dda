package dev.meridian.event;

import io.vertx.core.json.JsonObject;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// Something that happened.
///
/// @param stream see [Streams]
/// @param actor member; null when nobody is signed in
/// @param kind a fact in past tense, `team-renamed`
/// @param payload what changed; no secrets
public record Event(String stream, @Nullable UUID actor, String kind, JsonObject payload) {}
