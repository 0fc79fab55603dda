package dev.meridian.testing;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.vertx.core.json.JsonObject;
import java.net.http.HttpResponse;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// An answer of the server.
public record Reply(HttpResponse<String> response) {

  public int status() {
    return response.statusCode();
  }

  public String text() {
    return response.body();
  }

  public JsonObject json() {
    return text().isEmpty() ? new JsonObject() : new JsonObject(text());
  }

  /// A problem without the id of its request.
  public JsonObject problem() {
    var problem = json();
    problem.remove("requestId");
    return problem;
  }

  public @Nullable String header(String name) {
    return response.headers().firstValue(name).orElse(null);
  }

  public List<String> headers(String name) {
    return response.headers().allValues(name);
  }

  /// Of a problem.
  public String code() {
    return json().getString("code", "");
  }

  /// What a problem says about a field; empty when nothing.
  public String field(String name) {
    return json().getJsonObject("fields", new JsonObject()).getString(name, "");
  }

  public String id() {
    return json().getString("id");
  }

  /// Fails the test, showing the answer, when the status is another one.
  public Reply expect(int status) {
    assertEquals(status, status(), () -> response.uri() + " answered " + text());
    return this;
  }

  /// The same for a problem with its code.
  public Reply expect(int status, String code) {
    expect(status);
    assertEquals(code, code(), this::text);
    assertEquals("application/problem+json", header("content-type"));
    return this;
  }
}
