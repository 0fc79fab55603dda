package dev.meridian.collab;

import static dev.meridian.collab.testing.NodeClients.until;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.meridian.collab.testing.CollabRoom;
import dev.meridian.collab.testing.NodeClient;
import dev.meridian.collab.testing.NodeClients;
import dev.meridian.collab.testing.RawSocket;
import dev.meridian.db.Uuid7;
import dev.meridian.workspace.Role;
import dev.meridian.ydoc.lib0.Lib0Writer;
import io.vertx.core.http.WebSocketConnectOptions;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Who comes in, and how: rules A1 to A5, H1, H8.
class DoorTest {
  static final CollabRoom ROOM = CollabRoom.open(Quick.limits());
  static final NodeClients CLIENTS = NodeClients.start();
  static UUID document;

  @BeforeAll
  static void people() {
    ROOM.person("ada", Role.MEMBER);
    document = ROOM.document("ada");
  }

  @AfterAll
  static void close() {
    CLIENTS.close();
    ROOM.close();
  }

  private static WebSocketConnectOptions to(String path) {
    return new WebSocketConnectOptions()
        .setHost("127.0.0.1")
        .setPort(ROOM.port())
        .setURI(path)
        .setAllowOriginHeader(false);
  }

  private static WebSocketConnectOptions toDocument(String query) {
    return to("/collab/" + document + query);
  }

  private static byte[] toRoom(String room, int type, String token) {
    Lib0Writer out = new Lib0Writer();
    out.varString(room);
    out.varUint(type);
    out.varUint(0);
    out.varString(token);
    return out.toBytes();
  }

  @ParameterizedTest
  @ValueSource(strings = {"https://evil.example", "null", "http://okr.example.org"})
  void a1AForeignOriginGets403(String origin) {
    assertEquals(
        403,
        RawSocket.refusal(
            ROOM.vertx, to("/collab").setAllowOriginHeader(true).addHeader("Origin", origin)));
    assertEquals(
        403,
        RawSocket.refusal(
            ROOM.vertx,
            toDocument("")
                .setAllowOriginHeader(true)
                .addHeader("Origin", origin)
                .addHeader("Authorization", "Bearer ada")));
  }

  @Test
  void a1AnAllowedOriginComesIn() {
    RawSocket socket =
        RawSocket.open(
            ROOM.vertx,
            to("/collab")
                .setAllowOriginHeader(true)
                .addHeader("Origin", CollabRoom.ALLOWED_ORIGIN));
    assertFalse(socket.isClosed());
    socket.close();
  }

  @Test
  void a2WithoutCredentialsOrWithBadOnesTheUpgradeGets401() {
    assertEquals(401, RawSocket.refusal(ROOM.vertx, toDocument("")));
    assertEquals(401, RawSocket.refusal(ROOM.vertx, toDocument("?ticket=made-up")));
    assertEquals(
        401,
        RawSocket.refusal(ROOM.vertx, toDocument("").addHeader("Authorization", "Bearer expired")));
    assertEquals(
        401, RawSocket.refusal(ROOM.vertx, toDocument("").addHeader("Cookie", "session=ada")));
    assertEquals(
        401,
        RawSocket.refusal(
            ROOM.vertx, toDocument("").addSubProtocol("meridian").addSubProtocol("expired")));
  }

  @Test
  void a2TheSubprotocolPairCarriesAToken() {
    NodeClient ada =
        CLIENTS.open("subprotocol", ROOM.yWebsocket("ada", document).put("subprotocol", true));
    until("synced", ada::isSynced);
    ada.destroy();
  }

  @Test
  void a3ATicketLetsOneSocketIn() {
    String ticket = ROOM.people.ticket("ada");
    RawSocket first = RawSocket.open(ROOM.vertx, toDocument("?ticket=" + ticket));
    assertFalse(first.isClosed());
    assertEquals(401, RawSocket.refusal(ROOM.vertx, toDocument("?ticket=" + ticket)));
    first.close();
  }

  @Test
  void a4ABadTokenCloses4401() {
    RawSocket socket =
        RawSocket.open(ROOM.vertx, to("/collab")).send(toRoom(document.toString(), 2, "expired"));
    assertEquals("4401 token", socket.closing());
  }

  @Test
  void a4ASocketWithoutATokenCloses4508() {
    RawSocket socket = RawSocket.open(ROOM.vertx, to("/collab"));
    assertEquals("4508 no-token", socket.closing());
  }

  @Test
  void a5WhatIsNotTheCallersIsAnsweredLikeNothing() {
    CollabRoom other = CollabRoom.open(CollabLimits.standard());
    other.person("eve", Role.ADMIN);
    String foreign = other.document("eve").toString();
    for (String name : List.of(foreign, Uuid7.next().toString(), "no-uuid", "..%2f..%2fetc")) {
      assertEquals(
          404,
          RawSocket.refusal(
              ROOM.vertx, to("/collab/" + name).addHeader("Authorization", "Bearer ada")),
          name);
    }
    NodeClient ada = CLIENTS.open("foreign", ROOM.hocuspocus("ada", UUID.fromString(foreign)));
    until("denied", () -> ada.denied().equals(List.of("not-found")));
    assertEquals(List.of(), ada.closeCodes());
    ada.destroy();
    other.close();
  }

  @Test
  void h1TooMuchBeforeATokenCloses4413() {
    RawSocket socket = RawSocket.open(ROOM.vertx, to("/collab"));
    Lib0Writer out = new Lib0Writer();
    out.varString(document.toString());
    out.varUint(0);
    out.varUint(2);
    out.varBytes(new byte[20_000]);
    for (int i = 0; i < 4; i++) {
      socket.send(out.toBytes());
    }
    assertEquals("4413 too-much-before-joining", socket.closing());
  }

  @Test
  void h8TheRoomAfterTheLastIsDenied() {
    RawSocket socket = RawSocket.open(ROOM.vertx, to("/collab"));
    for (int i = 0; i < 129; i++) {
      socket.send(toRoom(document + "\0" + i, 2, "ada"));
    }
    until("an answer to each", Duration.ofSeconds(20), () -> count(socket, "readwrite") >= 128);
    until("one denial", () -> count(socket, "too-many-documents") == 1);
    assertFalse(socket.isClosed());
    socket.close();
  }

  private static long count(RawSocket socket, String words) {
    return socket.received().stream()
        .map(frame -> new String(frame, StandardCharsets.ISO_8859_1))
        .filter(text -> text.replace("-", "").contains(words.replace("-", "")))
        .count();
  }

  @Test
  void whatIsNoUpgradeGets426() throws Exception {
    try (var http = HttpClient.newHttpClient()) {
      var answer =
          http.send(
              HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + ROOM.port() + "/collab"))
                  .build(),
              HttpResponse.BodyHandlers.ofString());
      assertEquals(426, answer.statusCode());
      assertTrue(answer.body().contains("upgrade-required"));
    }
  }
}
