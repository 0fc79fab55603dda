package dev.meridian.collab;

import static dev.meridian.collab.testing.NodeClients.pause;
import static dev.meridian.collab.testing.NodeClients.until;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.meridian.collab.testing.CollabRoom;
import dev.meridian.collab.testing.NodeClient;
import dev.meridian.collab.testing.NodeClients;
import dev.meridian.collab.testing.RawSocket;
import dev.meridian.workspace.Role;
import dev.meridian.ydoc.Limits;
import dev.meridian.ydoc.UpdateRejected;
import dev.meridian.ydoc.YDoc;
import dev.meridian.ydoc.YMap;
import dev.meridian.ydoc.lib0.Lib0Reader;
import dev.meridian.ydoc.sync.SyncMessage;
import io.vertx.core.http.WebSocketConnectOptions;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/// Slow and silent connections: rules L3, L4, Y3, H9.
class ReaderTest {
  static final CollabRoom ROOM = CollabRoom.open(Quick.limits());
  static final NodeClients CLIENTS = NodeClients.start();

  @BeforeAll
  static void people() {
    ROOM.person("ada", Role.MEMBER);
  }

  @AfterAll
  static void close() {
    CLIENTS.close();
    ROOM.close();
  }

  private static RawSocket reader(UUID document) {
    return RawSocket.open(
            ROOM.vertx,
            new WebSocketConnectOptions()
                .setHost("127.0.0.1")
                .setPort(ROOM.port())
                .setURI("/collab/" + document)
                .setAllowOriginHeader(false)
                .addHeader("Authorization", "Bearer ada"))
        .send(new byte[] {0, 0, 1, 0});
  }

  private static NodeClient writer(UUID document) {
    NodeClient ada = CLIENTS.open("writer" + document, ROOM.hocuspocus("ada", document));
    until("synced", ada::isSynced);
    ada.addObjective("o1", "Loved");
    until("saved", ada::isSaved);
    return ada;
  }

  @Test
  void y3H9StockClientsHearASignOfLife() {
    UUID document = ROOM.document("ada");
    NodeClient one = CLIENTS.open("idle-h", ROOM.hocuspocus("ada", document));
    NodeClient other = CLIENTS.open("idle-y", ROOM.yWebsocket("ada", document));
    until("synced", () -> one.isSynced() && other.isSynced());
    int before = one.status().getInteger("framesIn");
    int otherBefore = other.status().getInteger("framesIn");
    pause(Duration.ofMillis(1_200));
    assertTrue(one.status().getInteger("framesIn") >= before + 2);
    assertTrue(other.status().getInteger("framesIn") >= otherBefore + 2);
    one.destroy();
    other.destroy();
  }

  @Test
  void l3ASlowReaderGetsWhatItMissedMerged() throws Exception {
    UUID document = ROOM.document("ada");
    NodeClient ada = writer(document);
    RawSocket slow = reader(document);
    until("step 2", () -> slow.received().size() >= 3);
    slow.stall();
    for (int i = 0; i < 60; i++) {
      ada.insert(List.of("o1", "why"), 0, "x".repeat(60_000));
    }
    until("saved", ada::isSaved);
    slow.readOn();

    YDoc copy = YDoc.create(Limits.standard());
    until(
        "caught up",
        () -> {
          slow.received().forEach(frame -> apply(copy, frame));
          return copy.map("objectives").get("o1").map(it -> it.toString().length()).isPresent()
              && why(copy).length() == 60 * 60_000;
        });
    assertFalse(slow.isClosed());
    slow.close();
    ada.destroy();
  }

  private static String why(YDoc copy) {
    var objective = (YMap) copy.map("objectives").get("o1").orElseThrow();
    return objective.get("why").orElseThrow().toString();
  }

  private static void apply(YDoc copy, byte[] frame) {
    if (frame[0] != 0) {
      return;
    }
    try {
      switch (SyncMessage.read(new Lib0Reader(frame, 1, frame.length))) {
        case SyncMessage.Step1 _ -> {}
        case SyncMessage.Step2(byte[] update) -> copy.applyState(update, (_, _, _) -> true);
        case SyncMessage.Update(byte[] update) -> copy.applyState(update, (_, _, _) -> true);
      }
    } catch (UpdateRejected broken) {
      throw new AssertionError(broken);
    }
  }

  @Test
  void l3AReaderThatTakesNothingAtAllIsClosed() {
    UUID document = ROOM.document("ada");
    NodeClient ada = writer(document);
    RawSocket dead = reader(document);
    until("step 2", () -> dead.received().size() >= 3 && ROOM.connections() == 2);
    dead.stall();
    for (int i = 0; i < 400; i++) {
      ada.insert(List.of("o1", "why"), 0, "x".repeat(60_000));
    }
    until("saved", ada::isSaved);
    until("the server gave it up", () -> ROOM.connections() == 1);
    dead.readOn();
    assertEquals("4509 slow-reader", dead.closing());
    assertEquals(List.of(), ada.closeCodes());
    ada.destroy();
  }
}
