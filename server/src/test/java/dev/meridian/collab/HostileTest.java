package dev.meridian.collab;

import static dev.meridian.collab.testing.NodeClients.until;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.meridian.collab.testing.CollabRoom;
import dev.meridian.collab.testing.NodeClient;
import dev.meridian.collab.testing.NodeClients;
import dev.meridian.collab.testing.RawSocket;
import dev.meridian.workspace.Role;
import dev.meridian.ydoc.lib0.Lib0Writer;
import io.vertx.core.http.WebSocketConnectOptions;
import java.util.HexFormat;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// What hostile frames come to: rules H7, Y5, E1, E8, P3, L1. After each of them the room goes on
/// unharmed and nothing was written.
class HostileTest {
  static final CollabRoom ROOM = CollabRoom.open(CollabLimits.standard());
  static final NodeClients CLIENTS = NodeClients.start();
  private static final int MEBI = 1 << 20;

  private UUID document;
  private NodeClient witness;
  private long rows;

  @BeforeAll
  static void people() {
    ROOM.person("ada", Role.MEMBER);
    ROOM.person("mallory", Role.MEMBER);
  }

  @BeforeEach
  void aRoomWithAWitness() {
    document = ROOM.document("ada");
    witness = CLIENTS.open("witness" + document, ROOM.hocuspocus("ada", document));
    until("synced", witness::isSynced);
    witness.addObjective("o1", "Loved");
    until("saved", witness::isSaved);
    rows = ROOM.rows(document);
  }

  @AfterEach
  void theRoomIsUnharmed() {
    assertEquals(rows, ROOM.rows(document));
    witness.insert(List.of("o1", "title"), 0, "Be ");
    until("saved", witness::isSaved);
    NodeClient fresh = CLIENTS.open("fresh" + document, ROOM.yWebsocket("ada", document));
    until("the room goes on", () -> fresh.text("o1", "title").equals("Be Loved"));
    assertEquals(List.of(), witness.closeCodes());
    witness.destroy();
    fresh.destroy();
  }

  @AfterAll
  static void close() {
    CLIENTS.close();
    ROOM.close();
  }

  private RawSocket yWebsocket() {
    return RawSocket.open(
        ROOM.vertx,
        new WebSocketConnectOptions()
            .setHost("127.0.0.1")
            .setPort(ROOM.port())
            .setURI("/collab/" + document)
            .setAllowOriginHeader(false)
            .addHeader("Authorization", "Bearer mallory"));
  }

  private RawSocket hocuspocus() {
    RawSocket socket =
        RawSocket.open(
            ROOM.vertx,
            new WebSocketConnectOptions()
                .setHost("127.0.0.1")
                .setPort(ROOM.port())
                .setURI("/collab")
                .setAllowOriginHeader(false));
    return socket.send(inRoom("02 00 07 6d616c6c6f7279"));
  }

  private static byte[] bytes(String hex) {
    return HexFormat.of().parseHex(hex.replace(" ", ""));
  }

  private byte[] inRoom(String hex) {
    return inRoom(bytes(hex));
  }

  private byte[] inRoom(byte[] body) {
    Lib0Writer out = new Lib0Writer();
    out.varString(document.toString());
    out.raw(body, 0, body.length);
    return out.toBytes();
  }

  private static byte[] message(int type, int kind, byte[] payload) {
    Lib0Writer out = new Lib0Writer();
    out.varUint(type);
    if (type == 0) {
      out.varUint(kind);
    }
    out.varBytes(payload);
    return out.toBytes();
  }

  @ParameterizedTest
  @CsvSource({
    "04, unknown type",
    "00 03 00, unknown sync message",
    "00 02 05 00, cut short",
    "00 02 02 0000 00, two messages",
    "01 05 01, awareness cut short",
    "01 02 05 01, awareness that lies about its count",
    "02 01 00, denied is not the client's to say",
    "00 00 05 ff ff ff ff 07, state vector of 2^31 clients",
    "00 02 03 010203, an update that is none",
    "00 02 06 ff ff ff ff ff 0f, an update of giant count",
    "00 01 0a 01 01 01 00 0b 01 01 61 01 61, content of an unknown kind"
  })
  void malformedFramesClose4400(String hex, String what) {
    assertTrue(yWebsocket().send(bytes(hex)).closing().startsWith("4400"), what);
    assertTrue(hocuspocus().send(inRoom(hex)).closing().startsWith("4400"), what);
  }

  @ParameterizedTest
  @CsvSource({"04 00", "06 01 61", "08 01", "0b"})
  void h7TypesThatAreNotTheClientsClose4400(String hex) {
    assertEquals("4400 malformed", hocuspocus().send(inRoom(hex)).closing());
  }

  @Test
  void h7Y5TextCloses4400AlsoBeforeAuthentication() {
    RawSocket nobody =
        RawSocket.open(
            ROOM.vertx,
            new WebSocketConnectOptions()
                .setHost("127.0.0.1")
                .setPort(ROOM.port())
                .setURI("/collab")
                .setAllowOriginHeader(false));
    assertEquals("4400 text", nobody.sendText("hello").closing());
    assertEquals("4400 text", yWebsocket().sendText("{}").closing());
  }

  @Test
  void l1AMessageBeyondOneMebibyteCloses4413() {
    byte[] update = message(0, 2, new byte[MEBI + 1]);
    assertEquals("4413 message-too-large", yWebsocket().send(update).closing());
    byte[] awareness = message(1, 0, new byte[MEBI + 1]);
    assertEquals("4413 message-too-large", yWebsocket().send(awareness).closing());
  }

  @Test
  void l1AFrameBeyondTheTransportsCapCloses1009() {
    String closing =
        yWebsocket().send(new byte[CollabLimits.standard().frameBytes() + 1]).closing();
    assertTrue(closing.startsWith("1009") || closing.startsWith("1006"), closing);
  }

  @Test
  void p3AGiantAwarenessStateCloses4413() {
    Lib0Writer state = new Lib0Writer();
    state.varUint(1);
    state.varUint(5);
    state.varUint(1);
    state.varString("{\"a\":\"" + "x".repeat(17_000) + "\"}");
    assertEquals(
        "4413 awareness-too-large", yWebsocket().send(message(1, 0, state.toBytes())).closing());
  }

  @Test
  void e8AnotherRootCloses4400() {
    NodeClient mallory = CLIENTS.open("mallory", ROOM.yWebsocket("mallory", document));
    until("synced", mallory::isSynced);
    mallory.writeToRoot("hidden");
    until("closed", () -> mallory.closeCodes().contains(4400));
    mallory.destroy();
  }

  @Test
  void e4AnEditWithoutItsFoundationsIsNotKept() {
    RawSocket socket = yWebsocket();
    // one struct of client 5 that begins at clock 1,000 of a text in the root
    socket.send(message(0, 2, bytes("01 01 05 e807 04 01 0a 6f626a65637469766573 01 61 00")));
    until("asked for what is missing", () -> socket.received().size() >= 2);
    assertTrue(!socket.isClosed());
    socket.close();
  }
}
