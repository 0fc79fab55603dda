package dev.meridian.collab;

import static dev.meridian.collab.testing.NodeClients.until;
import static dev.meridian.testing.TestDatabase.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.meridian.bus.LocalBus;
import dev.meridian.collab.testing.CollabNode;
import dev.meridian.collab.testing.CollabRoom;
import dev.meridian.collab.testing.NodeClient;
import dev.meridian.collab.testing.NodeClients;
import dev.meridian.workspace.Role;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.Tuple;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// People write at two nodes that hear nothing of each other but through Postgres, while both
/// compact after every few rows: rules K1, K3, K5.
class CompactionTogetherTest {
  private static final String COUNTS =
      """
      select
        (select seq from document_head where document_id = $1) as head,
        (select coalesce(max(seq), 0) from document_snapshot where document_id = $1) as compacted,
        (select coalesce(sum(commits), 0)::bigint from document_history where document_id = $1) as history,
        (select count(*) from document_update where document_id = $1) as kept
      """;
  private static final int ENOUGH_ROWS = 40;
  private static final CompactionRule OFTEN = new CompactionRule(4, 200, Duration.ZERO);
  private static final List<String> TITLE = List.of("o1", "title");
  static final CollabRoom ROOM = CollabRoom.open(OFTEN);
  static final NodeClients CLIENTS = NodeClients.start();
  static CollabNode other;
  static int number;

  private UUID document;

  @BeforeAll
  static void nodes() {
    ROOM.person("ada", Role.MEMBER);
    ROOM.person("ben", Role.MEMBER);
    other = ROOM.addNode(new LocalBus(ROOM.vertx), CollabLimits.standard(), OFTEN);
  }

  @AfterAll
  static void close() {
    CLIENTS.close();
    ROOM.close();
  }

  @BeforeEach
  void aDocument() {
    document = ROOM.document("ada");
  }

  private NodeClient atOne(String person) {
    return synced(CLIENTS.open(person + ++number, ROOM.hocuspocus(person, document)));
  }

  private NodeClient atTheOther(String person) {
    return synced(
        CLIENTS.open(
            person + ++number, other.client("y-websocket", document).put("token", person)));
  }

  private static NodeClient synced(NodeClient client) {
    until("synced", client::isSynced);
    return client;
  }

  private long compacted() {
    return await(ROOM.pool.preparedQuery(COUNTS).execute(Tuple.of(document)))
        .iterator()
        .next()
        .getLong("compacted");
  }

  /// In one statement, for a compaction may be under way.
  private void checkEachRowIsKeptOnce() {
    Row counts =
        await(ROOM.pool.preparedQuery(COUNTS).execute(Tuple.of(document))).iterator().next();
    assertEquals(counts.getLong("compacted"), counts.getLong("history"));
    assertEquals(counts.getLong("head"), counts.getLong("history") + counts.getLong("kept"));
  }

  @Test
  void k1K5EverybodyReadsAllWhileTheLogIsCompactedUnderTheirHands() {
    NodeClient ada = atOne("ada");
    ada.addObjective("o1", "");
    NodeClient ben = atTheOther("ben");
    until("ben sees", () -> ben.json().containsKey("o1"));
    int typed = 0;
    while (compacted() < ENOUGH_ROWS) { // one commit may take in many letters
      for (int i = 0; i < 10; i++) {
        ada.insert(TITLE, 0, "a");
        ben.insert(TITLE, 0, "b");
      }
      typed += 20;
      until("saved", () -> ada.isSaved() && ben.isSaved());
    }
    int all = typed;
    until("all there", () -> ada.text("o1", "title").length() == all);
    until("the same", () -> ben.text("o1", "title").equals(ada.text("o1", "title")));
    checkEachRowIsKeptOnce();

    NodeClient late = atTheOther("ada");
    assertEquals(ada.json(), late.json());
    assertTrue(!ada.closeCodes().contains(4509) && !ben.closeCodes().contains(4509));
    List.of(ada, ben, late).forEach(NodeClient::destroy);
  }

  @Test
  void n2WhoMissedRowsThatAreHistoryByNowGetsTheWholeDocument() {
    NodeClient ben = atTheOther("ben");
    NodeClient ada = atOne("ada");
    ada.addObjective("o1", "");
    double before = other.count("meridian.replica.whole.loads");
    until(
        "a whole load",
        Duration.ofSeconds(60),
        () -> {
          for (int i = 0; i < 20; i++) {
            ada.insert(TITLE, 0, "x");
          }
          until("saved", ada::isSaved);
          return other.count("meridian.replica.whole.loads") > before;
        });
    until("the same", () -> ben.json().equals(ada.json()));
    checkEachRowIsKeptOnce();
    List.of(ada, ben).forEach(NodeClient::destroy);
  }
}
