package dev.meridian.live.resource;

import dev.meridian.http.Etags;
import io.vertx.core.json.JsonObject;
import org.jspecify.annotations.Nullable;

/// A resource as it once was. Made on the thread that reads it, then touched only on its owner's
/// event loop.
final class Version {
  private final String etag;
  private final String text;
  private @Nullable JsonObject body;

  private Version(String etag, String text) {
    this.etag = etag;
    this.text = text;
    this.body = new JsonObject(text);
  }

  static Version of(JsonObject resource) {
    var text = resource.encode();
    return new Version(Etags.of(text), text);
  }

  /// The one that a GET answers with.
  String etag() {
    return etag;
  }

  /// The JSON.
  String text() {
    return text;
  }

  /// The JSON, read again, so that equal values are equal whatever made them. Not to be changed.
  JsonObject body() {
    if (body == null) {
      body = new JsonObject(text);
    }
    return body;
  }

  /// An old version is seldom asked for; its text takes a small part of what its values take.
  void keepOnlyText() {
    body = null;
  }
}
