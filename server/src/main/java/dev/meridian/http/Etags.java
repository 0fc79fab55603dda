package dev.meridian.http;

import dev.meridian.db.Sha256;
import io.vertx.core.json.JsonObject;
import java.util.Base64;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Strong ETags: a hash of a resource's content, so that any node makes the same one.
public final class Etags {

  private static final int HASH_BYTES = 16;
  private static final Pattern COMMA = Pattern.compile(",");

  private Etags() {}

  /// With its quotes. The resource must be built in the same order each time.
  public static String of(JsonObject resource) {
    return of(resource.encode());
  }

  /// The same for a resource that is text already.
  public static String of(String json) {
    var hash = Sha256.of(json).getBytes(0, HASH_BYTES);
    return '"' + Base64.getUrlEncoder().withoutPadding().encodeToString(hash) + '"';
  }

  /// Whether one of the tags in an `If-None-Match` or `If-Match` is this one.
  public static boolean matches(@Nullable String header, String etag) {
    var tags = in(header);
    return tags.contains("*") || tags.contains(etag);
  }

  /// The tags of an `If-None-Match` or `If-Match`; a proxy may have made them weak.
  public static List<String> in(@Nullable String header) {
    return header == null
        ? List.of()
        : COMMA.splitAsStream(header).map(tag -> tag.strip().replaceFirst("^W/", "")).toList();
  }
}
