package dev.meridian.live.resource;

import dev.meridian.http.Etags;
import io.vertx.core.json.JsonObject;

/// A resource as it once was.
///
/// @param etag the one that a GET answers with
/// @param text the JSON
/// @param body the same, read; not to be changed
record Version(String etag, String text, JsonObject body) {

  /// The text is read again, so that equal values are equal whatever made them.
  static Version of(JsonObject resource) {
    var text = resource.encode();
    return new Version(Etags.of(text), text, new JsonObject(text));
  }
}
