package dev.meridian.testing;

import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// A person at a browser: holds the access token and the refresh cookie of its last answers.
public final class Client {

  private static final String COOKIE = "meridian_refresh=";
  private static final HttpClient HTTP =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

  private final URI server;
  private final Map<String, String> headers = new HashMap<>();
  private @Nullable String accessToken;
  private @Nullable String refreshToken;
  private JsonObject member = new JsonObject();
  private JsonObject workspace = new JsonObject();

  public Client(URI server) {
    this.server = server;
  }

  /// Another browser with the same tokens, such as a second tab.
  public Client twin() {
    var twin = new Client(server);
    twin.accessToken = accessToken;
    twin.refreshToken = refreshToken;
    twin.member = member;
    twin.workspace = workspace;
    twin.headers.putAll(headers);
    return twin;
  }

  /// Sends the header with every request from now on; null takes it away.
  public Client header(String name, @Nullable String value) {
    if (value == null) {
      headers.remove(name);
    } else {
      headers.put(name, value);
    }
    return this;
  }

  public Reply get(String path) {
    return send("GET", path, null);
  }

  public Reply post(String path, JsonObject body) {
    return send("POST", path, body);
  }

  public Reply post(String path) {
    return send("POST", path, null);
  }

  public Reply put(String path) {
    return send("PUT", path, null);
  }

  public Reply patch(String path, JsonObject body) {
    return send("PATCH", path, body);
  }

  public Reply delete(String path) {
    return send("DELETE", path, null);
  }

  public Reply send(String method, String path, @Nullable JsonObject body) {
    var type = method.equals("PATCH") ? "application/merge-patch+json" : "application/json";
    return send(method, path, body == null ? null : body.encode(), type);
  }

  public Reply send(String method, String path, @Nullable String body, String contentType) {
    var request =
        HttpRequest.newBuilder(server.resolve(path))
            .timeout(Duration.ofSeconds(20))
            .method(method, body == null ? BodyPublishers.noBody() : BodyPublishers.ofString(body));
    if (body != null) {
      request.header("Content-Type", contentType);
    }
    if (accessToken != null) {
      request.header("Authorization", "Bearer " + accessToken);
    }
    if (refreshToken != null && path.startsWith("/api/v1/session")) {
      request.header("Cookie", COOKIE + refreshToken);
    }
    headers.forEach(request::header);
    try {
      return remember(new Reply(HTTP.send(request.build(), BodyHandlers.ofString())));
    } catch (IOException e) {
      throw new AssertionError("no answer from " + server + path, e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError(e);
    }
  }

  private Reply remember(Reply reply) {
    for (var cookie : reply.headers("set-cookie")) {
      var value = cookie.substring(COOKIE.length(), cookie.indexOf(';'));
      refreshToken = value.isEmpty() ? null : value;
    }
    if (reply.status() < 300 && reply.text().startsWith("{\"accessToken\"")) {
      var json = reply.json();
      accessToken = json.getString("accessToken");
      member = json.getJsonObject("member");
      workspace = json.getJsonObject("workspace");
    }
    return reply;
  }

  public String memberId() {
    return member.getString("id");
  }

  public String workspaceId() {
    return workspace.getString("id");
  }

  public @Nullable String accessToken() {
    return accessToken;
  }

  public void accessToken(@Nullable String other) {
    accessToken = other;
  }

  public @Nullable String refreshToken() {
    return refreshToken;
  }

  public void refreshToken(@Nullable String other) {
    refreshToken = other;
  }
}
