package dev.meridian.http;

import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// A broken rule, to be told to the client as `application/problem+json` (RFC 9457). Carries no
/// stack trace; a broken program is any other exception.
public final class Problem extends RuntimeException {

  private final int status;
  private final String code;
  private final String title;
  private final @Nullable String detail;
  private final Map<String, String> fields;
  private final Map<String, Object> extensions = new TreeMap<>();
  private final List<String> cookies = new ArrayList<>();

  /// @param code stable name for programs, listed in `docs/problems.md`
  /// @param title one sentence for people, the same for every occurrence
  /// @param fields what is wrong with each field, by its path in the body
  public Problem(
      int status, String code, String title, @Nullable String detail, Map<String, String> fields) {
    super(code, null, false, false);
    this.status = status;
    this.code = code;
    this.title = title;
    this.detail = detail;
    this.fields = new TreeMap<>(fields);
  }

  public Problem(int status, String code, String title) {
    this(status, code, title, null, Map.of());
  }

  public static Problem notFound() {
    return new Problem(404, "not-found", "There is nothing here, or it is not yours to see.");
  }

  public static Problem forbidden(String title) {
    return new Problem(403, "forbidden", title);
  }

  public static Problem unauthenticated() {
    return new Problem(401, "unauthenticated", "Sign in first.");
  }

  public static Problem conflict(String code, String title) {
    return new Problem(409, code, title);
  }

  /// The client wants to change what it read, and that is not there any more.
  public static Problem changedMeanwhile() {
    return new Problem(412, "changed-meanwhile", "It was changed meanwhile; read it again.");
  }

  /// A value in the request that is wrong, with the reason in plain words.
  public static Problem field(String name, String reason) {
    return fields(Map.of(name, reason));
  }

  public static Problem fields(Map<String, String> fields) {
    return new Problem(
        400, "invalid-request", "Something in the request is not right.", null, fields);
  }

  /// @param seconds after which a repetition may succeed
  public static Problem tooMany(long seconds) {
    return new Problem(429, "rate-limited", "Too many requests; wait a moment.")
        .with("retryAfterSeconds", seconds);
  }

  /// Adds a member of the contract's Problem schema, such as `existingId`.
  public Problem with(String name, Object value) {
    extensions.put(name, value);
    return this;
  }

  /// Also sets a cookie, such as the one that takes a dead refresh token away.
  public Problem withCookie(String cookie) {
    cookies.add(cookie);
    return this;
  }

  List<String> cookies() {
    return cookies;
  }

  public int status() {
    return status;
  }

  public String code() {
    return code;
  }

  public String title() {
    return title;
  }

  public Map<String, String> fields() {
    return fields;
  }

  /// Null when the problem has no such member.
  public @Nullable Object extension(String name) {
    return extensions.get(name);
  }

  public JsonObject toJson() {
    var json = new JsonObject().put("title", title).put("status", status).put("code", code);
    if (detail != null) {
      json.put("detail", detail);
    }
    if (!fields.isEmpty()) {
      json.put("fields", new JsonObject(new TreeMap<>(fields)));
    }
    extensions.forEach(json::put);
    return json;
  }
}
