package dev.meridian.live;

import static dev.meridian.collab.testing.NodeClients.until;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.meridian.collab.testing.RawSocket;
import dev.meridian.live.testing.LiveClient;
import dev.meridian.testing.Client;
import dev.meridian.testing.TestServer;
import io.vertx.core.Vertx;
import io.vertx.core.http.WebSocketConnectOptions;
import io.vertx.core.json.JsonObject;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Who may come in, and what is taken from them: rules V1, V2, V12 to V14.
class LiveDoorTest {
  static final TestServer SERVER =
      TestServer.start(
          Map.of(
              "MERIDIAN_LIVE_AUTHENTICATE_SECONDS", "2",
              "MERIDIAN_LIVE_WATCHES_PER_SOCKET", "3",
              "MERIDIAN_LIVE_MESSAGE_BYTES", "4096"));
  static final Vertx VERTX = Vertx.vertx();
  static Client ann;
  static Client bob;

  private LiveClient live;

  @BeforeAll
  static void people() {
    ann = SERVER.setUp();
    bob = SERVER.join(ann, "member", "bob@example.org");
  }

  @AfterAll
  static void close() {
    VERTX.close();
    SERVER.close();
  }

  @BeforeEach
  void aSocket() {
    live = LiveClient.open(VERTX, SERVER.url());
  }

  @AfterEach
  void leave() {
    live.close();
  }

  private static WebSocketConnectOptions upgrade() {
    return new WebSocketConnectOptions()
        .setHost(SERVER.url().getHost())
        .setPort(SERVER.url().getPort())
        .setURI("/live");
  }

  @Test
  void a1PagesOfOtherOriginsStayOutside() {
    assertEquals(
        403, RawSocket.refusal(VERTX, upgrade().addHeader("Origin", "https://evil.example")));
  }

  @Test
  void v1IsADoorForSocketsOnly() throws Exception {
    var request = HttpRequest.newBuilder(SERVER.url().resolve("/live")).build();
    var reply = HttpClient.newHttpClient().send(request, BodyHandlers.ofString());
    assertEquals(426, reply.statusCode());
  }

  @Test
  void v1TheFirstGoodTokenIsAnswered() {
    live.authenticate(bob);
    until("answered", () -> !live.messages().isEmpty());
    assertEquals(bob.memberId(), live.messages().getFirst().getString("authenticated"));
    assertEquals(SERVER.clock().instant().toString(), live.messages().getFirst().getString("now"));
  }

  @Test
  void v1WithoutATokenTheSocketIsClosed() {
    assertEquals("4508 no-token", live.awaitClose());
  }

  @Test
  void v1NothingIsHeardBeforeAToken() {
    assertEquals("4401 no-token", live.watch("/api/v1/me").awaitClose());
  }

  @Test
  void v1ABadTokenClosesTheSocket() {
    assertEquals("4401 token", live.send("{\"auth\":\"e30.e30.e30\"}").awaitClose());
  }

  @Test
  void v1WhatComesBehindTheTokenIsHeardAfterIt() {
    live.authenticate(bob).watch("/api/v1/me").watch("/api/v1/teams");
    live.awaitAny("/api/v1/me");
    live.awaitAny("/api/v1/teams");
  }

  @Test
  void v1AllTokensOfASocketAreOneMembers() {
    live.authenticate(bob).authenticate(bob).watch("/api/v1/me").awaitAny("/api/v1/me");
    assertEquals("4401 another-member", live.authenticate(ann).awaitClose());
  }

  @Test
  void v2ASocketOutlivesItsTokenAndEndsWithItsSignIn() {
    var other = SERVER.join(ann, "member", "other@example.org");
    live.authenticate(other).watch("/api/v1/me").awaitAny("/api/v1/me");
    SERVER.clock().advance(Duration.ofMinutes(11));
    other.post("/api/v1/session/refresh").expect(200);
    ann.post("/api/v1/session/refresh").expect(200);
    bob.post("/api/v1/session/refresh").expect(200);
    ann.patch("/api/v1/workspace", new JsonObject().put("name", "Later")).expect(200);
    live.awaitThat("/api/v1/me", it -> it.encode().contains("Later"));
    other.delete("/api/v1/session").expect(204);
    assertEquals("4401 signed-out", live.awaitClose());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "null",
        "[]",
        "{",
        "{}",
        "{\"watch\":7}",
        "{\"watch\":null}",
        "{\"auth\":{}}",
        "{\"unwatch\":[]}",
        "{\"watch\":\"/api/v1/me\",\"version\":1}"
      })
  void v13MalformedMessagesCloseTheSocket(String text) {
    live.authenticate(bob).send(text);
    assertEquals("4400 malformed", live.awaitClose());
  }

  @Test
  void v13SoDoBinaryFrames() {
    assertEquals("4400 binary", live.authenticate(bob).sendBinary().awaitClose());
  }

  @Test
  void v13SoDoDeeplyNestedOnes() {
    live.authenticate(bob).send("{\"watch\":" + "[".repeat(4_000));
    assertEquals("4400 malformed", live.awaitClose());
  }

  @Test
  void v13AMessageHasALimit() {
    live.authenticate(bob).send("{\"watch\":\"" + "x".repeat(5_000) + "\"}");
    assertEquals("4413 message-too-large", live.awaitClose());
  }

  @Test
  void v13ASocketWatchesSoManyAndNoMore() {
    live.authenticate(bob);
    for (var path : new String[] {"/api/v1/me", "/api/v1/teams", "/api/v1/cycles"}) {
      live.watch(path).awaitAny(path);
    }
    live.watch("/api/v1/teams"); // again is not another one
    assertEquals("too-many-watches", live.watch("/api/v1/members").awaitError("/api/v1/members"));
    live.unwatch("/api/v1/cycles").watch("/api/v1/members").awaitAny("/api/v1/members");
  }

  @Test
  void v13WhoAsksTooOftenIsReadMoreSlowlyAndLosesNothing() {
    live.authenticate(bob).watch("/api/v1/me").awaitAny("/api/v1/me");
    for (int i = 0; i < 600; i++) {
      live.send("{\"unwatch\":\"/api/v1/teams\"}");
    }
    live.watch("/api/v1/cycles").awaitAny("/api/v1/cycles");
    assertTrue(!live.isClosed());
  }
}
