package dev.meridian.log;

import static dev.meridian.collab.testing.NodeClients.until;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.meridian.collab.testing.NodeClient;
import dev.meridian.collab.testing.NodeClients;
import dev.meridian.collab.testing.RawSocket;
import dev.meridian.collab.testing.ServerProcess;
import dev.meridian.testing.Client;
import dev.meridian.testing.TestDatabase;
import dev.meridian.testing.TestRedis;
import io.vertx.core.Vertx;
import io.vertx.core.http.WebSocketConnectOptions;
import io.vertx.core.json.DecodeException;
import io.vertx.core.json.JsonObject;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// A server process that logs as much as it can, while secrets and words of documents go through
/// all of its doors.
class LogTest {
  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final String EMAIL = "ada@example.org";
  private static final String PASSWORD = "correct horse battery staple";
  private static final String METRICS_TOKEN = "marked-token-of-the-metrics";

  @TempDir Path folder = Path.of("unset");

  /// What must not be logged, by what it is.
  private final Map<String, String> secrets = new TreeMap<>();

  private String secret(String what, @Nullable String value) {
    secrets.put(what, Objects.requireNonNull(value, what));
    return value;
  }

  private ServerProcess start(String format, TestDatabase database, TestRedis redis) {
    return new ServerProcess(
        folder,
        Map.of(
            "MERIDIAN_DATABASE_URL",
            database.url(),
            "MERIDIAN_REDIS_URL",
            redis.url(),
            "MERIDIAN_METRICS_TOKEN",
            METRICS_TOKEN,
            "MERIDIAN_LOG",
            "trace",
            "MERIDIAN_LOG_FORMAT",
            format));
  }

  private static JsonObject signIn(String password) {
    return new JsonObject().put("email", EMAIL).put("password", password);
  }

  private static JsonObject named(String name) {
    return new JsonObject().put("name", name);
  }

  /// Everything that people do over HTTP, well and badly; the record that they write.
  private JsonObject useTheApi(ServerProcess server, Client ada) {
    server.setUp();
    secret("set-up token", "set-up-token-of-the-kill-test");
    secret("e-mail", EMAIL);
    secret("password", PASSWORD);
    ada.post("/api/v1/session", signIn(secret("wrong password", "marked wrong password")))
        .expect(401);
    ada.post("/api/v1/session", signIn(PASSWORD)).expect(200);
    secret("first refresh token", ada.refreshToken());
    ada.post("/api/v1/session/refresh").expect(200);
    secret("refresh token", ada.refreshToken());
    secret("access token", ada.accessToken());
    var role = new JsonObject().put("role", "member").put("email", "marked-guest@example.org");
    secret("address of a guest", "marked-guest@example.org");
    var invitation =
        ada.post("/api/v1/invitations", new JsonObject().put("role", role.getString("role")))
            .expect(201)
            .json();
    secret("invitation", invitation.getString("token"));
    join(ada, invitation.getString("token"));
    ada.post("/api/v1/teams", named(secret("name of a team", "Marked team"))).expect(201);
    ada.post("/api/v1/teams", named(secret("refused name", "marked\u0000name"))).expect(400);
    ada.send(
            "POST", "/api/v1/teams", secret("broken body", "{\"name\": marked"), "application/json")
        .expect(400);
    ada.get("/api/v1/me?ticket=" + secret("query", "marked-query")).expect(200);
    ada.twin().header("X-Request-Id", secret("bad request id", "marked id!")).get("/api/v1/me");
    ada.twin().header("Authorization", "Bearer " + secret("no token", "marked.bearer.token"));
    var cycle =
        ada.post(
                "/api/v1/cycles",
                named("Q1")
                    .put("start", "2026-01-01")
                    .put("end", "2026-03-31")
                    .put("timeZone", "UTC"))
            .expect(201);
    return ada.post("/api/v1/okr-sets", new JsonObject().put("cycleId", cycle.id()))
        .expect(201)
        .json();
  }

  private void join(Client ada, String invitation) {
    var guest =
        ada.twin()
            .header("X-Request-Id", null)
            .post(
                "/api/v1/invitation-acceptances",
                new JsonObject()
                    .put("token", invitation)
                    .put("name", secret("name of a guest", "Marked Guest"))
                    .put("email", "marked-guest@example.org")
                    .put("password", secret("password of a guest", "marked guest password"))
                    .put("timeZone", "UTC"))
            .expect(201)
            .json();
    secret("access token of a guest", guest.getString("accessToken"));
    var id = guest.getJsonObject("member").getString("id");
    var link = ada.post("/api/v1/members/%s/reset-link".formatted(id)).expect(201).json();
    secret("reset link", link.getString("token"));
  }

  /// Edits in both framings and through the API, presence, and frames that no client should send.
  private void useTheSockets(ServerProcess server, Client ada, JsonObject okrSet) {
    var ticket = ada.post("/api/v1/tickets").expect(201).json().getString("ticket");
    secret("ticket", ticket);
    var document = okrSet.getString("documentId");
    var options =
        new JsonObject()
            .put("url", server.socketUrl())
            .put("document", document)
            .put("token", ada.accessToken());
    try (NodeClients clients = NodeClients.start()) {
      NodeClient one = clients.open("one", options.copy().put("framing", "hocuspocus"));
      NodeClient two =
          clients.open(
              "two",
              options
                  .copy()
                  .put("framing", "y-websocket")
                  .put("token", null)
                  .put("ticket", ticket));
      List.of(one, two).forEach(it -> until(it.name() + " is synced", PATIENCE, it::isSynced));
      one.addObjective("o1", secret("words of a document", "Marked objective"));
      two.addObjective("o2", secret("other words of a document", "Second marked objective"));
      two.say(new JsonObject().put("cursor", secret("presence", "marked presence")));
      List.of(one, two).forEach(it -> until(it.name() + " is saved", PATIENCE, it::isSaved));
      until("both see it", PATIENCE, () -> one.text("o2", "title").startsWith("Second"));
      ada.patch(
              "/api/v1/okr-sets/%s/objectives/o1".formatted(okrSet.getString("id")),
              new JsonObject().put("why", secret("words through the API", "marked reason")))
          .expect(200);
      one.writeToRoot("marked root"); // refused with 4400
      secret("words that are refused", "hidden");
      secret("name of a root", "marked root");
      until("is sent away", PATIENCE, () -> one.closeCodes().contains(4400));
    }
    sendRubbish(server, document, Objects.requireNonNull(ada.accessToken()));
  }

  private void sendRubbish(ServerProcess server, String document, String token) {
    Vertx vertx = Vertx.vertx();
    try {
      WebSocketConnectOptions door = new WebSocketConnectOptions();
      URI url = server.url();
      door.setHost(url.getHost()).setPort(url.getPort());
      var text = secret("text frame", "marked text frame");
      RawSocket.open(vertx, door.setURI("/collab")).sendText(text).closing();
      var frame = secret("malformed frame", "marked malformed frame");
      door.setURI("/collab/" + document).addHeader("Authorization", "Bearer " + token);
      RawSocket.open(vertx, door).send(frame.getBytes(StandardCharsets.UTF_8)).closing();
      assertEquals(
          401,
          RawSocket.refusal(
              vertx,
              new WebSocketConnectOptions()
                  .setHost(url.getHost())
                  .setPort(url.getPort())
                  .setURI(
                      "/collab/%s?ticket=%s"
                          .formatted(document, secret("bad ticket", "marked-bad-ticket")))));
    } finally {
      TestDatabase.await(vertx.close());
    }
  }

  /// The database and Redis go away in the middle of it, which is worth some lines.
  private void breakThings(Client ada, TestDatabase database, TestRedis redis, JsonObject okrSet) {
    redis.kill();
    TestDatabase.await(
        database
            .pool()
            .query(
                "select pg_terminate_backend(pid) from pg_stat_activity"
                    + " where datname = current_database() and pid <> pg_backend_pid()")
            .execute());
    redis.startAgain();
    until(
        "it works again",
        PATIENCE,
        () -> ada.get("/api/v1/okr-sets/" + okrSet.getString("id")).status() == 200);
  }

  @ParameterizedTest
  @ValueSource(strings = {"json", "text"})
  void holdsNoSecretAndNoWordOfADocument(String format) {
    try (TestDatabase database = TestDatabase.create();
        TestRedis redis = TestRedis.start();
        ServerProcess server = start(format, database, redis)) {
      Client ada = new Client(server.url());
      secret("token of the metrics", METRICS_TOKEN);
      String[] user = URI.create(database.url()).getUserInfo().split(":");
      if (user.length > 1) {
        secret("password of the database", user[1]);
      }
      JsonObject okrSet = useTheApi(server, ada);
      useTheSockets(server, ada, okrSet);
      ada.twin().header("Authorization", null).get("/metrics").expect(200);
      breakThings(ada, database, redis, okrSet);
      server.stop();
      List<String> found = new ArrayList<>();
      for (String line : server.log()) {
        secrets.forEach((what, value) -> {
          if (line.contains(value)) {
            found.add(what + " in " + line);
          }
        });
      }
      assertEquals(List.of(), found);
      if (format.equals("json")) {
        tellsOfRequestsAndSockets(server.log().stream().map(LogTest::parsed).toList());
      } else {
        assertTrue(server.log().stream().anyMatch(line -> line.contains("AccessLog: GET /")));
      }
    }
  }

  private static JsonObject parsed(String line) {
    try {
      return new JsonObject(line);
    } catch (DecodeException notJson) {
      throw new AssertionError(line, notJson);
    }
  }

  private static void tellsOfRequestsAndSockets(List<JsonObject> lines) {
    for (JsonObject line : lines) {
      for (String name : List.of("at", "level", "logger", "message")) {
        assertNotNull(line.getString(name), line::encode);
      }
    }
    assertHasLine(lines, "POST /api/v1/session", "requestId", "status", "millis", "client");
    assertHasLine(lines, "/collab opened", "connectionId");
    assertHasLine(lines, "/collab closed", "connectionId", "code", "reason", "seconds");
    assertTrue(
        lines.stream().anyMatch(line -> line.getInteger("code", 0) == 4400),
        "why a socket was closed");
    assertTrue(lines.stream().anyMatch(line -> line.getString("level").equals("warn")));
  }

  private static void assertHasLine(List<JsonObject> lines, String message, String... names) {
    assertTrue(
        lines.stream()
            .filter(line -> line.getString("message").equals(message))
            .anyMatch(line -> line.fieldNames().containsAll(List.of(names))),
        () -> "no line " + message + " in " + lines);
  }

  @Test
  void namesTheRequestInItsAnswerAndItsProblem() {
    try (TestDatabase database = TestDatabase.create();
        TestRedis redis = TestRedis.start();
        ServerProcess server = start("json", database, redis)) {
      var given = new Client(server.url()).header("X-Request-Id", "mine-1").get("/api/v1/me");
      assertEquals("mine-1", given.expect(401).header("x-request-id"));
      assertEquals("mine-1", given.json().getString("requestId"));
      var odd = new Client(server.url()).header("X-Request-Id", "x".repeat(65)).get("/nowhere");
      var made = odd.header("x-request-id");
      assertNotNull(made);
      assertFalse(made.contains("x"), made);
      until(
          "both are logged",
          () ->
              List.of("mine-1", made).stream()
                  .allMatch(id -> server.log().stream().anyMatch(line -> line.contains(id))));
    }
  }
}
