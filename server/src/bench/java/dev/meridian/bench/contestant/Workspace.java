package dev.meridian.bench.contestant;

import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;

/// A workspace of one person with many records, made through the API.
final class Workspace {
  static final String SETUP_TOKEN = "set-up-token-of-the-benchmark";
  private static final Duration RENEWAL = Duration.ofMinutes(4);
  private static final int TEAMS_PER_CYCLE = 50;

  private final int port;
  private final HttpClient http =
      HttpClient.newBuilder()
          .version(HttpClient.Version.HTTP_1_1)
          .connectTimeout(Duration.ofSeconds(5))
          .build();
  private final List<String> teams = new ArrayList<>();
  private String token;
  private long signedIn = System.nanoTime();
  private String cycle = "";
  private int made;

  Workspace(int port) {
    this.port = port;
    this.token =
        post(
                "/setup",
                person()
                    .put("setupToken", SETUP_TOKEN)
                    .put("workspaceName", "Acme")
                    .put("name", "Ada")
                    .put("timeZone", "UTC"),
                "")
            .getString("accessToken");
    for (int i = 0; i < TEAMS_PER_CYCLE; i++) {
      teams.add(post("/teams", new JsonObject().put("name", "Team " + i), token).getString("id"));
    }
  }

  private static JsonObject person() {
    return new JsonObject()
        .put("email", "ada@example.org")
        .put("password", "correct horse battery staple");
  }

  /// An access token that is good for another few minutes.
  String signIn() {
    if (System.nanoTime() - signedIn > RENEWAL.toNanos()) {
      token = post("/session", person(), "").getString("accessToken");
      signedIn = System.nanoTime();
    }
    return token;
  }

  List<String> documents(int count) {
    signIn();
    List<String> documents = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      documents.add(document());
    }
    return documents;
  }

  private String document() {
    int team = made % TEAMS_PER_CYCLE;
    if (team == 0) {
      LocalDate start = LocalDate.of(2026, 1, 1).plusMonths(made / TEAMS_PER_CYCLE);
      cycle =
          post(
                  "/cycles",
                  new JsonObject()
                      .put("name", "Cycle " + made)
                      .put("start", start.toString())
                      .put("end", start.plusMonths(1).minusDays(1).toString())
                      .put("timeZone", "UTC"),
                  token)
              .getString("id");
    }
    made++;
    return post(
            "/okr-sets", new JsonObject().put("teamId", teams.get(team)).put("cycleId", cycle), token)
        .getString("documentId");
  }

  private JsonObject post(String path, JsonObject body, String token) {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/api/v1" + path))
            .timeout(Duration.ofSeconds(20))
            .header("Content-Type", "application/json")
            .POST(HttpRequest.BodyPublishers.ofString(body.encode()));
    if (!token.isEmpty()) {
      request.header("Authorization", "Bearer " + token);
    }
    try {
      HttpResponse<String> response =
          http.send(request.build(), HttpResponse.BodyHandlers.ofString());
      if (response.statusCode() >= 300) {
        throw new IllegalStateException(path + " answers " + response.body());
      }
      return new JsonObject(response.body());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }
}
