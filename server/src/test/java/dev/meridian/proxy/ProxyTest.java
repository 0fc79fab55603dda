package dev.meridian.proxy;

import static dev.meridian.collab.testing.NodeClients.until;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.meridian.collab.CollabLimits;
import dev.meridian.collab.testing.NodeClient;
import dev.meridian.collab.testing.NodeClients;
import dev.meridian.collab.testing.ServerProcess;
import dev.meridian.collab.testing.Typists;
import dev.meridian.fault.Installation;
import dev.meridian.testing.Client;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.net.InetAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.WebSocket;
import java.net.http.WebSocketHandshakeException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletionException;
import java.util.function.IntSupplier;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Two server processes behind nginx with the configuration that is shipped.
class ProxyTest {
  private static final int REQUESTS = 400;
  private static final int LOOKS_AT_LINKS = 5;
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  @TempDir static Path folder = Path.of("unset");
  static Installation all;
  static Nginx nginx;
  static NodeClients clients;
  static JsonObject okrSet;
  static Client ada;

  @BeforeAll
  static void start() throws IOException {
    NginxProgram.find();
    all =
        new Installation(
            folder,
            Map.of(
                "MERIDIAN_TRUSTED_PROXIES", "127.0.0.1",
                "MERIDIAN_LIMIT_REQUESTS", REQUESTS + "/60",
                "MERIDIAN_LIMIT_CONNECTS", REQUESTS + "/60",
                "MERIDIAN_LIMIT_LINKS", LOOKS_AT_LINKS + "/300"));
    nginx =
        new Nginx(
            Files.createDirectory(folder.resolve("nginx")),
            all.servers().stream().map(server -> server.url().getAuthority()).toList());
    clients = NodeClients.start();
    okrSet = Typists.makeRecord(all.servers().getFirst());
    ada = new Client(nginx.url());
    ada.post("/api/v1/session", signIn()).expect(200);
  }

  @AfterAll
  static void stop() {
    Stream.of(clients, nginx, all).forEach(ProxyTest::close);
  }

  private static void close(AutoCloseable part) {
    try {
      if (part != null) {
        part.close();
      }
    } catch (Exception e) {
      throw new AssertionError(e);
    }
  }

  private static JsonObject signIn() {
    return new JsonObject()
        .put("email", "ada@example.org")
        .put("password", "correct horse battery staple");
  }

  private static NodeClient open(String name, String framing, JsonObject options) {
    return clients.open(
        name,
        options
            .put("framing", framing)
            .put("url", nginx.socketUrl())
            .put("document", okrSet.getString("documentId")));
  }

  private static NodeClient open(String name, String framing) {
    return open(name, framing, new JsonObject().put("token", ada.accessToken()));
  }

  @Test
  void thePageComesThroughAsTheServersSendIt() {
    var through = new Client(nginx.url()).get("/").expect(200);
    var direct = new Client(all.servers().getFirst().url()).get("/").expect(200);
    assertEquals(direct.text(), through.text());
    for (var name : List.of("content-type", "cache-control", "x-frame-options")) {
      assertEquals(direct.header(name), through.header(name), name);
    }
    var policy = through.header("content-security-policy");
    assertNotNull(policy);
    assertTrue(policy.contains(nginx.socketUrl()), policy);
  }

  @Test
  void aSignInGoesOnWithItsCookieWhicheverServerAnswers() {
    var browser = new Client(nginx.url());
    browser.post("/api/v1/session", signIn()).expect(200);
    for (int i = 0; i < 4; i++) {
      var before = browser.refreshToken();
      browser.post("/api/v1/session/refresh").expect(200);
      assertNotEquals(before, browser.refreshToken());
      browser.get("/api/v1/me").expect(200);
    }
  }

  @Test
  void aRepeatedCommandIsDoneOnceWhicheverServerAnswers() {
    var team = new JsonObject().put("name", "Rockets");
    var person = ada.twin().header("Idempotency-Key", UUID.randomUUID().toString());
    var id = person.post("/api/v1/teams", team).expect(201).id();
    for (int i = 0; i < 3; i++) {
      assertEquals(id, person.post("/api/v1/teams", team).expect(201).id());
    }
  }

  @Test
  void etagsStayStrongAndAreUnderstood() {
    var etag =
        ada.twin().header("Accept-Encoding", "gzip").get("/api/v1/me").expect(200).header("etag");
    assertNotNull(etag);
    assertFalse(etag.startsWith("W/"), etag);
    for (int i = 0; i < 2; i++) {
      ada.twin().header("If-None-Match", etag).get("/api/v1/me").expect(304);
    }
  }

  @Test
  void bodiesThatAreTooLargeAreRefusedInTheSameForm() {
    for (int mebi : new int[] {1, 3}) {
      ada.post("/api/v1/teams", new JsonObject().put("name", "x".repeat(mebi << 20)))
          .expect(413, "too-large");
    }
  }

  @Test
  void figuresAreNotShownThroughTheProxy() {
    assertEquals(404, new Client(nginx.url()).get("/metrics").status());
  }

  private static boolean isInUse(ServerProcess server) {
    return Pattern.compile("(?m)^meridian_collab_connections [1-9]")
        .matcher(new Client(server.url()).get("/metrics").expect(200).text())
        .find();
  }

  @Test
  void clientsOfBothFramingsOnDifferentServersSeeEachOthersEdits() {
    List<NodeClient> writers =
        List.of(
            open("h1", "hocuspocus"),
            open("y1", "y-websocket"),
            open("h2", "hocuspocus"),
            open("y2", "y-websocket"));
    writers.forEach(writer -> until(writer.name() + " is synced", PATIENCE, writer::isSynced));
    all.servers().forEach(server -> assertTrue(isInUse(server), "each server has sockets"));
    writers.forEach(writer -> writer.addObjective(writer.name(), "of " + writer.name()));
    for (NodeClient reader : writers) {
      for (NodeClient writer : writers) {
        until(
            reader.name() + " sees " + writer.name(),
            PATIENCE,
            () -> reader.text(writer.name(), "title").equals("of " + writer.name()));
      }
    }
    writers.forEach(NodeClient::destroy);
  }

  @Test
  void aTicketLetsASocketInAndStandsInNoLog() {
    String ticket = ada.post("/api/v1/tickets").expect(201).json().getString("ticket");
    NodeClient guest = open("guest", "y-websocket", new JsonObject().put("ticket", ticket));
    until("the guest is synced", PATIENCE, guest::isSynced);
    guest.destroy();
    String path = "\"/collab/%s\"".formatted(okrSet.getString("documentId"));
    until(
        "the socket is logged",
        PATIENCE,
        () -> nginx.requests().stream().anyMatch(line -> line.contains(path) && has(line, 101)));
    assertFalse(nginx.requests().stream().anyMatch(line -> line.contains(ticket)));
    assertFalse(nginx.log().contains(ticket));
  }

  private static boolean has(String line, int status) {
    return new JsonObject(line).getInteger("status") == status;
  }

  @Test
  void aLargeStepTwoComesThrough() {
    NodeClient offline = open("offline", "hocuspocus");
    until("is synced", PATIENCE, offline::isSynced);
    offline.disconnect();
    offline.addObjective("large", "Large");
    String text = "0123456789abcdef".repeat(64 << 10);
    for (int i = 0; i < 8; i++) {
      offline.insert(List.of("large", "why"), 0, text);
    }
    offline.connect();
    until("is saved", PATIENCE, offline::isSaved);
    NodeClient reader = open("reader", "y-websocket");
    until("all is there", PATIENCE, () -> reader.text("large", "why").length() == 8 << 20);
    reader.destroy();
    offline.cut(List.of("large", "why"), 0, 8 << 20); // for whoever reads it next
    until("is saved", PATIENCE, offline::isSaved);
    offline.destroy();
  }

  /// Somebody at another address of this machine.
  private static HttpClient at(String address) throws IOException {
    return HttpClient.newBuilder()
        .version(HttpClient.Version.HTTP_1_1)
        .localAddress(InetAddress.getByName(address))
        .build();
  }

  /// What a look at an invitation is answered with.
  private static int look(HttpClient person, String forwardedFor) {
    var request =
        HttpRequest.newBuilder(nginx.url().resolve("/api/v1/invitation-previews"))
            .header("Content-Type", "application/json")
            .header("X-Forwarded-For", forwardedFor)
            .POST(HttpRequest.BodyPublishers.ofString("{\"token\":\"none\"}"))
            .build();
    try {
      return person.send(request, HttpResponse.BodyHandlers.discarding()).statusCode();
    } catch (IOException | InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  /// What an upgrade without credentials is answered with.
  private static int upgrade(HttpClient person) {
    var address = nginx.socketUrl() + "/collab/" + okrSet.getString("documentId");
    try {
      person
          .newWebSocketBuilder()
          .buildAsync(URI.create(address), new WebSocket.Listener() {})
          .join();
      return 101;
    } catch (CompletionException e) {
      if (e.getCause() instanceof WebSocketHandshakeException refused) {
        return refused.getResponse().statusCode();
      }
      throw e;
    }
  }

  private static boolean isEverRefused(IntSupplier attempt, int attempts) {
    return IntStream.range(0, attempts).anyMatch(_ -> attempt.getAsInt() == 429);
  }

  @Test
  void limitsCountForTheClientAndNotForTheProxyOrForWhatTheClientClaims() throws IOException {
    try (HttpClient greedy = at("127.0.0.2");
        HttpClient modest = at("127.0.0.3")) {
      assertTrue(isEverRefused(() -> look(greedy, "198.51.100.1"), 2 * LOOKS_AT_LINKS + 1));
      assertEquals(429, look(greedy, "198.51.100.2"));
      assertNotEquals(429, look(modest, "127.0.0.2"));
    }
  }

  @Test
  void upgradesCountForTheClient() throws IOException {
    try (HttpClient greedy = at("127.0.0.4");
        HttpClient modest = at("127.0.0.5")) {
      assertTrue(isEverRefused(() -> upgrade(greedy), 4 * REQUESTS));
      assertEquals(401, upgrade(modest));
    }
  }

  @Test
  void aRequestKeepsItsIdOnItsWay() {
    var reply = ada.twin().header("X-Request-Id", "of-the-test.1").get("/api/v1/me").expect(200);
    assertEquals("of-the-test.1", reply.header("x-request-id"));
    var made = ada.get("/api/v1/nowhere").expect(404);
    var id = made.header("x-request-id");
    assertNotNull(id);
    assertEquals(id, made.json().getString("requestId"));
    until(
        "both are logged",
        () ->
            Stream.of("of-the-test.1", id)
                .allMatch(it -> nginx.requests().stream().anyMatch(line -> line.contains(it))));
    assertNull(ada.get("/").headers("x-request-id").stream().skip(1).findFirst().orElse(null));
  }

  @Test
  void silentSocketsLiveLongerThanTheServersLetThem() throws IOException {
    var text = Files.readString(Path.of("../docker/nginx/nginx.conf"));
    var sockets = text.substring(text.indexOf("location /collab {"));
    var limits = CollabLimits.standard();
    for (var name : List.of("proxy_read_timeout", "proxy_send_timeout", "send_timeout")) {
      var found = Pattern.compile("\\s" + name + " (\\d+)s;").matcher(sockets);
      assertTrue(found.find(), name);
      var seconds = Long.parseLong(found.group(1));
      assertTrue(seconds > limits.silence().toSeconds(), name + " and those who are silent");
      assertTrue(seconds > 3 * limits.heartbeat().toSeconds(), name + " and heartbeats");
      assertTrue(seconds > limits.patienceWithReaders().toSeconds(), name + " and slow readers");
    }
  }
}
