package dev.meridian.live.resource;

import io.vertx.core.json.JsonObject;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// A message about a resource, made once for all who watch it.
///
/// @param from the version that the client must hold; null = any
/// @param version that it holds then; null = the same as before
/// @param kind what it does to the watch
public record Frame(String text, @Nullable String from, @Nullable String version, Kind kind) {

  public enum Kind {
    SNAPSHOT,
    PATCH,
    SAME,
    LATER,
    GONE
  }

  static Frame snapshot(String path, Version now) {
    // its text is JSON already and may be long
    var head = new JsonObject().put("path", path).put("version", now.etag()).encode();
    var text = head.substring(0, head.length() - 1) + ",\"value\":" + now.text() + "}";
    return new Frame(text, null, now.etag(), Kind.SNAPSHOT);
  }

  static Frame patch(String path, Version from, Version now) {
    var json =
        new JsonObject()
            .put("path", path)
            .put("from", from.etag())
            .put("version", now.etag())
            .put("patch", MergePatch.between(from.body(), now.body()));
    return new Frame(json.encode(), from.etag(), now.etag(), Kind.PATCH);
  }

  /// The client holds what there is.
  static Frame same(String path, Version now) {
    var json = new JsonObject().put("path", path).put("version", now.etag());
    return new Frame(json.encode(), now.etag(), now.etag(), Kind.SAME);
  }

  /// It cannot be read at the moment; the watch stays.
  static Frame later(String path) {
    var json = new JsonObject().put("path", path).put("error", "unavailable");
    return new Frame(json.encode(), null, null, Kind.LATER);
  }

  /// The watch has ended.
  static Frame gone(String path, String reason) {
    var json = new JsonObject().put("path", path).put("gone", reason);
    return new Frame(json.encode(), null, null, Kind.GONE);
  }

  /// Whether it makes sense to somebody who holds this version.
  public boolean fits(@Nullable String held) {
    return from == null || Objects.equals(from, held);
  }
}
