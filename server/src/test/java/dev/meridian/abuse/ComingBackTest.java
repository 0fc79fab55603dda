package dev.meridian.abuse;

import static dev.meridian.collab.testing.NodeClients.pause;
import static dev.meridian.collab.testing.NodeClients.until;
import static dev.meridian.testing.TestDatabase.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import dev.meridian.collab.CollabLimits;
import dev.meridian.collab.testing.CollabRoom;
import dev.meridian.collab.testing.NodeClient;
import dev.meridian.collab.testing.NodeClients;
import dev.meridian.db.Uuid7;
import dev.meridian.fault.Relay;
import dev.meridian.workspace.Role;
import io.vertx.core.buffer.Buffer;
import io.vertx.sqlclient.Tuple;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// Cases 31, 32 and 34: connections that break in the middle, people who were away, and a document
/// that cannot be read (rules E1, E7, H5, Y2).
class ComingBackTest {
  private static final CollabRoom ROOM = CollabRoom.open(CollabLimits.standard());
  private static final NodeClients CLIENTS = NodeClients.start();
  private static final List<String> WHY = List.of("o1", "why");
  private static final long SEED = Long.getLong("meridian.abuse.seed", System.nanoTime());

  @BeforeAll
  static void people() {
    ROOM.person("ada", Role.MEMBER);
    ROOM.person("ben", Role.MEMBER);
  }

  @AfterAll
  static void close() {
    CLIENTS.close();
    ROOM.close();
  }

  private static NodeClient open(String name, Framing framing, String person, UUID document) {
    return CLIENTS.open(name + document, ROOM.client(framing.word, document).put("token", person));
  }

  /// The network is cut while a large document comes and edits go, again and again.
  @ParameterizedTest
  @EnumSource
  void case31AReconnectInMidSyncOrMidPushLosesAndRepeatsNothing(Framing framing) {
    System.out.println("reconnects: seed " + SEED);
    Random random = new Random(SEED);
    UUID document = ROOM.document("ada");
    NodeClient ben = open("ben", Framing.HOCUSPOCUS, "ben", document);
    until("synced", ben::isSynced);
    ben.addObjective("o1", "Loved");
    for (int i = 0; i < 8; i++) {
      ben.insert(WHY, 0, "x".repeat(60_000));
    }
    until("saved", ben::isSaved);
    try (Relay network = new Relay(ROOM.port())) {
      NodeClient ada =
          CLIENTS.open(
              "ada" + document,
              ROOM.client(framing.word, document)
                  .put("token", "ada")
                  .put("url", "ws://127.0.0.1:" + network.port()));
      until("ada has the document", () -> ada.status().getBoolean("syncedOnce"));
      StringBuilder words = new StringBuilder();
      for (int cut = 0; cut < 12; cut++) {
        for (int i = 0; i < 10; i++) {
          String word = "[" + cut + "." + i + "]";
          ada.insert(WHY, words.length(), word);
          words.append(word);
          ben.insert(List.of("o1", "title"), 0, ".");
        }
        pause(Duration.ofMillis(random.nextInt(120)));
        network.cut();
        ada.insert(WHY, words.length(), "!");
        words.append('!');
        pause(Duration.ofMillis(random.nextInt(200)));
        network.heal();
      }
      until("saved", () -> ada.isSaved() && ben.isSaved());
      until("converged", () -> ada.json().equals(ben.json()));
      NodeClient fresh = open("fresh", Framing.Y_WEBSOCKET, "ben", document);
      until("the same for others", () -> fresh.json().equals(ada.json()));
      String why = fresh.text("o1", "why");
      assertEquals(words.toString(), why.replace("x", ""));
      assertEquals(8 * 60_000 + words.length(), why.length());
      assertEquals(ROOM.head(document), ROOM.rows(document));
      List.of(ada, ben, fresh).forEach(NodeClient::destroy);
    }
  }

  @ParameterizedTest
  @EnumSource
  void case32TwoWhoWereAwayForADayMergeAndWereToldThatNothingIsSaved(Framing framing) {
    UUID document = ROOM.document("ada");
    NodeClient ada = open("ada", framing, "ada", document);
    until("synced", ada::isSynced);
    ada.addObjective("o1", "Loved");
    until("saved", ada::isSaved);
    NodeClient ben = open("ben", framing, "ben", document);
    until("synced", () -> ben.isSynced() && ben.text("o1", "title").equals("Loved"));
    List.of(ada, ben).forEach(NodeClient::disconnect);
    for (int i = 0; i < 200; i++) {
      ada.insert(WHY, i, "a");
      ben.insert(WHY, i, "b");
    }
    ada.addObjective("a1", "Ada's");
    ben.addObjective("b1", "Ben's");
    assertFalse(ada.isSaved());
    assertFalse(ben.isSaved());
    List.of(ada, ben).forEach(NodeClient::connect);
    until("saved", () -> ada.isSaved() && ben.isSaved());
    until("converged", () -> ada.json().equals(ben.json()));
    assertEquals(3, ada.json().fieldNames().size());
    String why = ada.text("o1", "why");
    assertEquals(200, why.replace("b", "").length());
    assertEquals(200, why.replace("a", "").length());
    List.of(ada, ben).forEach(NodeClient::destroy);
  }

  @ParameterizedTest
  @EnumSource
  void case34ADocumentThatCannotBeReadIsAnErrorAndStaysAsItIs(Framing framing) {
    UUID document = ROOM.document("ada");
    await(
        ROOM.pool
            .preparedQuery(
                "insert into document_update (document_id, seq, batch_id, bytes)"
                    + " values ($1, 1, $2, $3)")
            .execute(Tuple.of(document, Uuid7.next(), Buffer.buffer("no update"))));
    await(
        ROOM.pool
            .preparedQuery("update document_head set seq = 1 where document_id = $1")
            .execute(Tuple.of(document)));
    NodeClient ada =
        CLIENTS.open(
            "unlucky" + document,
            ROOM.client(framing.word, document).put("token", "ada").put("connect", false));
    ada.addObjective("o1", "Written before it came");
    ada.connect();
    if (framing == Framing.HOCUSPOCUS) {
      until("told", () -> ada.denied().contains("unreadable"));
    } else {
      until(
          "told, and comes back",
          () -> ada.closeCodes().stream().filter(it -> it == 1012).count() >= 2);
    }
    assertFalse(ada.isSynced());
    assertEquals(0, ada.acked());
    assertEquals(1, ROOM.rows(document));
    assertEquals(1, ROOM.head(document));
    ada.destroy();
  }
}
