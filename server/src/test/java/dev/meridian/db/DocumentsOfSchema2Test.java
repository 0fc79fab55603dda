package dev.meridian.db;

import static dev.meridian.testing.TestDatabase.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.meridian.collab.CompactionRule;
import dev.meridian.collab.compaction.Compaction.Least;
import dev.meridian.collab.history.DocumentHistory;
import dev.meridian.collab.history.HistoryEntry;
import dev.meridian.collab.host.DocumentHost;
import dev.meridian.collab.testing.CollabRoom;
import dev.meridian.record.content.RecordReader;
import dev.meridian.testing.TestDatabase;
import dev.meridian.ydoc.Any;
import dev.meridian.ydoc.Limits;
import dev.meridian.ydoc.Tombstones;
import dev.meridian.ydoc.YDoc;
import dev.meridian.ydoc.YMap;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/// A database of an earlier version, with what people have written, under this one.
class DocumentsOfSchema2Test {
  private static final int ROWS = 6;

  private final Vertx vertx = Vertx.vertx();
  private final TestDatabase database = TestDatabase.createEmpty();
  private final UUID workspace = Uuid7.next();
  private final UUID member = Uuid7.next();
  private final UUID document = Uuid7.next();
  private final Instant start = Instant.now().minus(Duration.ofHours(1));

  private void sql(String statement, Object... values) {
    await(database.pool().preparedQuery(statement).execute(Sql.tuple(values)));
  }

  /// As version 2 wrote it; the instants of several servers could be out of order.
  private void fillAsVersion2() {
    sql("insert into workspace (id, name, time_zone) values ($1, 'Old', 'UTC')", workspace);
    sql(
        "insert into document (id, workspace_id, kind, created_at) values ($1, $2, 'okr-set', $3)",
        document,
        workspace,
        start);
    sql("insert into document_head (document_id, seq) values ($1, $2)", document, (long) ROWS);
    YDoc written = YDoc.create(Limits.standard(), Tombstones.KEEP).withClientId(5);
    sql(
        "insert into document_client (document_id, client_id, member_id, first_seq) values ($1, 5, $2, 1)",
        document,
        member);
    for (int seq = 1; seq <= ROWS; seq++) {
      String id = "o" + seq;
      byte[] update =
          written
              .edit(edit -> {
                YMap objective = edit.map("objectives").setMap(id);
                objective.set("order", Any.of(id));
                objective.setText("title").insert(0, "Title");
              })
              .update();
      sql(
          """
          insert into document_update (document_id, seq, actor, at, batch_id, bytes)
          values ($1, $2, $3, $4, $5, $6)
          """,
          document,
          (long) seq,
          member,
          start.plusSeconds(seq * 50L + (seq % 2 == 0 ? 60 : 0)),
          Uuid7.next(),
          Buffer.buffer(update));
    }
  }

  private static int objectives(YDoc read) {
    return RecordReader.read(read).objectives().size();
  }

  @Test
  void documentsOfVersion2LoadCompactAndHaveAllTheirHistory() throws Exception {
    Database old = await(Database.open(vertx, database.url(), 2));
    Migrations.migrate(Jdbc.source(old.options()), Optional.empty(), 2);
    fillAsVersion2();
    await(Migrations.run(vertx, old));
    await(old.close());

    try (CollabRoom room = CollabRoom.over(database, new CompactionRule(1, 1, Duration.ZERO))) {
      assertEquals(ROWS, loaded(room));
      DocumentHistory history = room.collab().history();
      List<HistoryEntry> before = entries(history);
      checkHistory(history, before);

      assertEquals(
          ROWS, await(room.collab().compaction().compact(document, new Least(1, 1))).seq());
      assertEquals(0, room.rows(document));
      assertEquals(before, entries(history));
      checkHistory(history, before);
      assertEquals(ROWS, loaded(room));
    }
    await(vertx.close());
  }

  private int loaded(CollabRoom room) {
    DocumentHost host = await(room.collab().documents().read(document, it -> it));
    return await(host.readCommitted(DocumentsOfSchema2Test::objectives)).value();
  }

  private List<HistoryEntry> entries(DocumentHistory history) {
    return await(history.page(document, Long.MAX_VALUE, 100)).entries();
  }

  private void checkHistory(DocumentHistory history, List<HistoryEntry> entries) {
    assertEquals(ROWS, entries.stream().mapToLong(HistoryEntry::commits).sum());
    assertEquals(ROWS * 5L, entries.stream().mapToLong(HistoryEntry::inserted).sum());
    assertTrue(entries.stream().allMatch(entry -> member.equals(entry.actor())));
    for (HistoryEntry entry : entries) {
      assertEquals(
          entry.last().seq(),
          objectives(await(history.at(document, entry.last().at())).document()));
    }
    assertEquals(0, objectives(await(history.at(document, start)).document()));
  }
}
