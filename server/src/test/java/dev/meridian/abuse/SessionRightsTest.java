package dev.meridian.abuse;

import static dev.meridian.collab.testing.NodeClients.until;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.meridian.collab.testing.NodeClient;
import dev.meridian.collab.testing.NodeClients;
import dev.meridian.db.Uuid7;
import dev.meridian.testing.Client;
import dev.meridian.testing.TestDatabase;
import dev.meridian.testing.TestRedis;
import dev.meridian.testing.TestServer;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// Cases 20 and 21: rights that end while sockets are open, at two whole servers (rules A6 to A8).
class SessionRightsTest {
  private static final TestRedis REDIS = TestRedis.start();
  private static final Map<String, String> SETTINGS = Map.of("MERIDIAN_REDIS_URL", REDIS.url());
  private static final TestServer ONE = TestServer.start(SETTINGS);
  private static final TestServer TWO = ONE.startBeside(SETTINGS);
  private static final NodeClients CLIENTS = NodeClients.start();
  private static final Vertx VERTX = Vertx.vertx();
  private static Client ann;
  private static UUID document;
  private static NodeClient witness;

  @BeforeAll
  static void aRecord() {
    ann = ONE.setUp();
    String cycle = ONE.createCycle(ann, "Q1");
    document =
        UUID.fromString(
            ann.post("/api/v1/okr-sets", new JsonObject().put("cycleId", cycle))
                .expect(201)
                .json()
                .getString("documentId"));
    witness =
        CLIENTS.open(
            "witness",
            new JsonObject()
                .put("framing", "hocuspocus")
                .put("url", "ws://127.0.0.1:" + ONE.url().getPort())
                .put("document", document.toString())
                .put("token", ann.accessToken()));
    until("synced", witness::isSynced);
    witness.addObjective("o1", "Loved");
    until("saved", witness::isSaved);
  }

  @AfterAll
  static void close() {
    CLIENTS.close();
    TWO.close();
    ONE.close();
    REDIS.close();
    TestDatabase.await(VERTX.close());
  }

  private static Client join() {
    return ONE.join(ann, "admin", "ben" + Uuid7.next() + "@example.org");
  }

  private static Intruder enter(TestServer server, Framing framing, Client person) {
    return Intruder.enter(
        VERTX,
        server.url().getPort(),
        framing,
        document,
        Objects.requireNonNull(person.accessToken()));
  }

  private static int keys() {
    return witness.json().fieldNames().size();
  }

  @ParameterizedTest
  @EnumSource
  void case20ASocketOutlivesItsTokenAndNotItsSignIn(Framing framing) {
    Client ben = join();
    Intruder inside = enter(ONE, framing, ben);
    ONE.clock().advance(Duration.ofMinutes(11));
    int before = keys();
    long id = 3_000_000_000L + framing.ordinal();
    inside.edits(Bytes.edit(id, "after" + id));
    until("goes on", () -> keys() == before + 1);
    List.of(ann, ben).forEach(person -> person.post("/api/v1/session/refresh").expect(200));
    ben.delete("/api/v1/session").expect(204);
    assertTrue(inside.closing().startsWith("4401"), inside.closing());
  }

  @ParameterizedTest
  @EnumSource
  void case21ADowngradeHoldsOnEveryNodeForStep2AndUpdate(Framing framing) {
    Client ben = join();
    var sockets = List.of(enter(ONE, framing, ben), enter(TWO, framing, ben));
    long id = 3_500_000_000L + 10 * framing.ordinal();
    for (int node = 0; node < 2; node++) {
      int before = keys();
      sockets.get(node).edits(Bytes.edit(id + node, "k" + (id + node)));
      until("writes", () -> keys() == before + 1);
    }
    int before = keys();
    ann.patch("/api/v1/members/" + ben.memberId(), new JsonObject().put("role", "viewer"))
        .expect(200);
    NodeClients.pause(Duration.ofSeconds(1));
    for (int node = 0; node < 2; node++) {
      Intruder inside = sockets.get(node);
      inside.edits(Bytes.edit(id + 2 + node, "u" + (id + 2 + node)));
      inside.answersWith(Bytes.edit(id + 4 + node, "s" + (id + 4 + node)));
      until("both are refused", () -> inside.refused() == 2);
      assertFalse(inside.isClosed());
    }
    sockets.forEach(Intruder::leaves);
    assertEquals(before, keys());
  }

  @Test
  void case21WhoIsRemovedIsClosedOnEveryNode() {
    Client ben = join();
    var sockets =
        List.of(
            enter(ONE, Framing.HOCUSPOCUS, ben),
            enter(ONE, Framing.Y_WEBSOCKET, ben),
            enter(TWO, Framing.HOCUSPOCUS, ben),
            enter(TWO, Framing.Y_WEBSOCKET, ben));
    ann.delete("/api/v1/members/" + ben.memberId()).expect(204);
    sockets.forEach(inside -> assertEquals("4401 signed-out", inside.closing()));
  }
}
