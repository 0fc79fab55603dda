package dev.meridian.collab;

import static dev.meridian.collab.testing.NodeClients.pause;
import static dev.meridian.collab.testing.NodeClients.until;
import static dev.meridian.testing.TestDatabase.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import dev.meridian.collab.testing.CollabRoom;
import dev.meridian.collab.testing.NodeClient;
import dev.meridian.collab.testing.NodeClients;
import dev.meridian.db.Uuid7;
import dev.meridian.workspace.Role;
import io.vertx.core.buffer.Buffer;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Acknowledged means committed: rules E2, E7, H5, Y2.
class CommitTest {
  static final CollabRoom ROOM = CollabRoom.open(CollabLimits.standard());
  static final NodeClients CLIENTS = NodeClients.start();
  private static final List<String> TITLE = List.of("o1", "title");

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

  private static NodeClient open(String name, String framing, String person, UUID document) {
    NodeClient client = CLIENTS.open(name, ROOM.client(framing, document).put("token", person));
    until("synced", client::isSynced);
    return client;
  }

  @ParameterizedTest
  @ValueSource(strings = {"hocuspocus", "y-websocket"})
  void e2NothingShowsAnEditBeforeItsCommit(String framing) {
    UUID document = ROOM.document("ada");
    NodeClient ada = open("ada", framing, "ada", document);
    NodeClient ben = open("ben", "y-websocket", "ben", document);
    ada.addObjective("o1", "Loved");
    until("saved", () -> ada.isSaved() && ben.text("o1", "title").equals("Loved"));

    SqlConnection lock = await(ROOM.pool.getConnection());
    await(lock.query("set idle_in_transaction_session_timeout = 0").execute());
    await(lock.query("begin").execute());
    await(
        lock.preparedQuery("select from document_head where document_id = $1 for update")
            .execute(Tuple.of(document)));
    ada.insert(TITLE, 0, "Be ");
    NodeClient late = CLIENTS.open("late", ROOM.hocuspocus("ben", document));
    pause(Duration.ofMillis(2_600)); // longer than the lock time-out: the commit is tried again

    assertFalse(ada.isSaved());
    assertEquals("Loved", ben.text("o1", "title"));
    assertEquals("", late.text("o1", "title"));

    await(lock.query("rollback").execute());
    lock.close();
    until("saved", ada::isSaved);
    until("ben sees", () -> ben.text("o1", "title").equals("Be Loved"));
    until("the late one sees", () -> late.text("o1", "title").equals("Be Loved"));
    List.of(ada, ben, late).forEach(NodeClient::destroy);
  }

  @ParameterizedTest
  @ValueSource(strings = {"hocuspocus", "y-websocket"})
  void h5Y2EachEditIsAcknowledgedOnce(String framing) {
    UUID document = ROOM.document("ada");
    NodeClient ada = open("counted", framing, "ada", document);
    until("the first step 2", ada::isSaved);
    int before = ada.acked();
    ada.addObjective("o1", "");
    for (int i = 0; i < 200; i++) {
      ada.insert(TITLE, i, "x");
    }
    until("saved", ada::isSaved);
    assertEquals(before + 201, ada.acked());
    assertEquals(0, ada.status().getInteger("surplus"));
    ada.destroy();
  }

  @Test
  void e7ALogThatCannotBeReadIsAnErrorAndNeverAnEmptyDocument() {
    UUID document = ROOM.document("ada");
    await(
        ROOM.pool
            .preparedQuery(
                "insert into document_update (document_id, seq, batch_id, bytes) values ($1, 1, $2, $3)")
            .execute(Tuple.of(document, Uuid7.next(), Buffer.buffer("no update"))));
    await(
        ROOM.pool
            .preparedQuery("update document_head set seq = 1 where document_id = $1")
            .execute(Tuple.of(document)));

    NodeClient ada = CLIENTS.open("unlucky", ROOM.hocuspocus("ada", document));
    until("told", () -> ada.denied().contains("unreadable"));
    assertFalse(ada.isSynced());
    assertEquals(1, ROOM.rows(document));
    ada.destroy();
  }

  @Test
  void oneRowPerActorAndCommitAndClientIdsAreKept() {
    UUID document = ROOM.document("ada");
    NodeClient ada = open("rows", "hocuspocus", "ada", document);
    ada.addObjective("o1", "Loved");
    until("saved", ada::isSaved);
    var client =
        await(
                ROOM.pool
                    .preparedQuery(
                        "select client_id, member_id, first_seq from document_client where document_id = $1")
                    .execute(Tuple.of(document)))
            .iterator()
            .next();
    assertEquals(ada.status().getLong("clientId"), client.getLong("client_id"));
    assertEquals(ROOM.people.of("ada").memberId(), client.getUUID("member_id"));
    assertEquals(1, client.getLong("first_seq"));
    ada.destroy();
  }
}
