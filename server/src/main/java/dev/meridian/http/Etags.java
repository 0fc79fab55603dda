package dev.meridian.http;

import dev.meridian.db.Sha256;
import io.vertx.core.json.JsonObject;
import java.util.Base64;
import org.jspecify.annotations.Nullable;

/// Strong ETags: a hash of a resource's content, so that any node makes the same one.
public final class Etags {

  private static final int HASH_BYTES = 16;

  private Etags() {}

  /// With its quotes. The resource must be built in the same order each time.
  public static String of(JsonObject resource) {
    var hash = Sha256.of(resource.encode()).getBytes(0, HASH_BYTES);
    return '"' + Base64.getUrlEncoder().withoutPadding().encodeToString(hash) + '"';
  }

  /// Whether one of the tags in an `If-None-Match` or `If-Match` is this one.
  public static boolean matches(@Nullable String header, String etag) {
    if (header == null) {
      return false;
    }
    for (var tag : header.split(",")) {
      var strong = tag.strip().replaceFirst("^W/", "");
      if (strong.equals("*") || strong.equals(etag)) {
        return true;
      }
    }
    return false;
  }
}
