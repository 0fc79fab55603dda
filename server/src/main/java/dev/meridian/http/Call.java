package dev.meridian.http;

import dev.meridian.event.IdempotencyKey;
import dev.meridian.workspace.Caller;
import io.vertx.core.MultiMap;
import io.vertx.core.http.Cookie;
import io.vertx.core.json.JsonObject;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// One request, as a feature sees it: checked against the contract, read in full.
///
/// @param operationId of the contract
/// @param path the values in the path, by name
/// @param query the values behind the `?`, by name
/// @param json the body; empty when the operation takes none
/// @param maybeCaller null when the operation needs nobody signed in
/// @param address of the client, as far as trusted proxies tell
public record Call(
    String operationId,
    Map<String, String> path,
    MultiMap query,
    MultiMap headers,
    Set<Cookie> cookies,
    JsonObject json,
    @Nullable Caller maybeCaller,
    String address) {

  /// Who is asking.
  public Caller caller() {
    if (maybeCaller == null) {
      throw Problem.unauthenticated();
    }
    return maybeCaller;
  }

  /// The same call of another caller.
  public Call as(Caller other) {
    return new Call(operationId, path, query, headers, cookies, json, other, address);
  }

  /// A value in the path, as the contract allows it.
  public String path(String name) {
    var value = path.get(name);
    if (value == null) {
      throw new IllegalArgumentException(operationId + " has no " + name + " in its path");
    }
    return value;
  }

  /// An id in the path that the server made; what is not a UUID names nothing.
  public UUID id(String name) {
    try {
      return UUID.fromString(path(name));
    } catch (IllegalArgumentException _) {
      throw Problem.notFound();
    }
  }

  /// An id in the body that the server made; null when absent.
  public @Nullable UUID idInBody(String field) {
    var text = json.getString(field);
    if (text == null) {
      return null;
    }
    try {
      return UUID.fromString(text);
    } catch (IllegalArgumentException _) {
      throw Problem.field(field, "names nothing that is here");
    }
  }

  /// A value behind the `?`, as the contract allows it; null when absent.
  public @Nullable String query(String name) {
    return query.get(name);
  }

  public @Nullable String header(String name) {
    return headers.get(name);
  }

  public @Nullable String cookie(String name) {
    for (var cookie : cookies) {
      if (cookie.getName().equals(name)) {
        return cookie.getValue();
      }
    }
    return null;
  }

  /// Refuses when the client read another version than this one.
  ///
  /// @throws Problem 412
  public void requireMatch(JsonObject current) {
    var etag = header("If-Match");
    if (etag != null && !Etags.matches(etag, Etags.of(current))) {
      throw Problem.changedMeanwhile();
    }
  }

  /// The key under which the client may repeat this command; null = none was sent.
  public @Nullable IdempotencyKey idempotencyKey() {
    var key = header("Idempotency-Key");
    if (key == null) {
      return null;
    }
    var owner = maybeCaller == null ? address : maybeCaller.memberId().toString();
    return IdempotencyKey.of(owner, key, operationId, path, json);
  }
}
