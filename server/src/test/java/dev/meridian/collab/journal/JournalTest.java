package dev.meridian.collab.journal;

import static dev.meridian.collab.testing.NodeClients.pause;
import static dev.meridian.collab.testing.NodeClients.until;
import static dev.meridian.testing.TestDatabase.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.meridian.collab.CollabLimits;
import dev.meridian.collab.EventLoops;
import dev.meridian.collab.testing.CollabRoom;
import dev.meridian.db.Uuid7;
import dev.meridian.workspace.Role;
import dev.meridian.ydoc.Limits;
import dev.meridian.ydoc.YDoc;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class JournalTest {
  static final CollabRoom ROOM = CollabRoom.open(CollabLimits.standard());
  static final byte[] UPDATE =
      YDoc.create(Limits.standard()).edit(edit -> edit.map("objectives").setMap("o1")).update();
  static UUID ada;
  static UUID ben;

  @BeforeAll
  static void people() {
    ada = ROOM.person("ada", Role.MEMBER).memberId();
    ben = ROOM.person("ben", Role.MEMBER).memberId();
  }

  @AfterAll
  static void close() {
    ROOM.close();
  }

  /// Remembers what it is told.
  private static final class Told implements Entry.Listener {
    final List<Long> rows = new CopyOnWriteArrayList<>();
    final List<Long> lost = new CopyOnWriteArrayList<>();
    volatile long number;

    @Override
    public void committed(long committed, long seqFrom, long seqTo) {
      for (long seq = seqFrom; seq <= seqTo; seq++) {
        rows.add(seq);
      }
      number = committed;
    }

    @Override
    public void lost(long from, Throwable cause) {
      lost.add(from);
    }
  }

  private static Journal journal() {
    return new Journal(
        await(EventLoops.deploy(ROOM.vertx, 1)).getFirst(),
        new JournalStore(ROOM.pool),
        new JournalMetrics(new SimpleMeterRegistry()));
  }

  private static Entry entry(UUID document, long number, UUID actor, Told told) {
    return new Entry(document, CollabRoom.EPOCH, number, actor, UPDATE, List.of(), told);
  }

  @Test
  void whatWaitsForACommitGoesIntoOneRowPerActor() {
    UUID document = ROOM.document("ada");
    Journal journal = journal();
    Told told = new Told();
    for (int i = 1; i <= 100; i++) {
      journal.append(entry(document, i, i % 2 == 0 ? ada : ben, told));
    }
    until("committed", () -> told.number == 100);
    assertTrue(told.rows.size() < 100, told.rows::toString);
    assertEquals(told.rows.size(), ROOM.rows(document));
  }

  @Test
  void twoWritersOfOneDocumentNumberItsRowsWithoutGaps() {
    UUID one = ROOM.document("ada");
    UUID other = ROOM.document("ada");
    Told told = new Told();
    Told toldToo = new Told();
    List<Journal> journals = List.of(journal(), journal());
    for (int i = 1; i <= 150; i++) {
      for (Journal journal : journals) {
        journal.append(entry(one, i, ada, told));
        journal.append(entry(other, i, ben, toldToo));
      }
    }
    until(
        "committed",
        () -> told.rows.size() == ROOM.rows(one) && told.rows.size() > 1 && told.number == 150);
    pause(Duration.ofMillis(500));
    List<Long> seqs = new ArrayList<>(told.rows);
    seqs.sort(null);
    for (int i = 0; i < seqs.size(); i++) {
      assertEquals(i + 1, seqs.get(i));
    }
    assertEquals(seqs.size(), ROOM.rows(one));
    var instants =
        await(
            ROOM.pool
                .preparedQuery(
                    """
                    select bool_and(at >= before) as forward from
                      (select at, lag(at) over (order by seq) as before from document_update
                        where document_id = $1) rows
                    """)
                .execute(Tuple.of(one)));
    assertEquals(true, instants.iterator().next().getBoolean("forward"));
  }

  @Test
  void onlyTheGuiltyDocumentOfABatchLosesItsEntries() {
    UUID good = ROOM.document("ada");
    UUID gone = Uuid7.next();
    Journal journal = journal();
    Told told = new Told();
    Told toldOfGone = new Told();
    journal.append(entry(good, 1, ada, told));
    journal.append(entry(gone, 1, ada, toldOfGone));
    journal.append(entry(good, 2, Uuid7.next(), told));
    journal.append(entry(gone, 2, ada, toldOfGone));

    until("told", () -> told.number == 2 && !toldOfGone.lost.isEmpty());
    journal.append(entry(gone, 3, ada, toldOfGone));
    assertEquals(List.of(), told.lost);
    assertEquals(0, ROOM.rows(gone));
  }

  @Test
  void aClientIdThatIsTakenLosesOnlyItsDocument() {
    UUID document = ROOM.document("ada");
    UUID other = ROOM.document("ada");
    await(
        ROOM.pool
            .preparedQuery(
                "insert into document_client (document_id, client_id, member_id, first_seq) values ($1, 5, $2, 1)")
            .execute(Tuple.of(document, ben)));
    Journal journal = journal();
    Told told = new Told();
    Told toldToo = new Told();
    journal.append(entry(other, 1, ada, toldToo));
    journal.append(
        new Entry(
            document,
            CollabRoom.EPOCH,
            1,
            ada,
            UPDATE,
            List.of(new Entry.ClientBinding(5, ada)),
            told));
    journal.append(entry(other, 2, ada, toldToo));

    until("told", () -> told.lost.equals(List.of(1L)) && toldToo.number == 2);
    assertEquals(0, ROOM.rows(document));
  }

  @Test
  void n6WhatWasMadeBeforeARestoreIsNotWritten() {
    UUID document = ROOM.document("ada");
    Told told = new Told();
    journal().append(new Entry(document, CollabRoom.EPOCH - 1, 1, ada, UPDATE, List.of(), told));
    until("lost", () -> told.lost.equals(List.of(1L)));
    assertEquals(0, ROOM.rows(document));
    assertEquals(0, ROOM.head(document));
  }

  @Test
  void aBatchIsFoundByItsIdWhenItsAnswerWasLost() throws Exception {
    UUID document = ROOM.document("ada");
    JournalStore store = new JournalStore(ROOM.pool);
    Batch batch = Batch.of(List.of(entry(document, 1, ada, new Told())));

    assertEquals(0, await(store.find(batch.id())).size());
    var written = await(store.write(batch));
    assertEquals(written, await(store.find(batch.id())));
  }

  /// Compaction takes the rows of a commit away; whether it happened is known without them.
  @Test
  void k4ABatchIsFoundWhenItsRowsAreHistoryAlready() throws Exception {
    UUID document = ROOM.document("ada");
    JournalStore store = new JournalStore(ROOM.pool);
    await(store.write(Batch.of(List.of(entry(document, 1, ada, new Told())))));
    Batch batch = Batch.of(List.of(entry(document, 2, ada, new Told())));
    var written = await(store.write(batch));
    assertEquals(Map.of(document, 1L), written);
    await(
        ROOM.pool
            .preparedQuery("delete from document_update where document_id = $1")
            .execute(Tuple.of(document)));

    assertEquals(written, await(store.find(batch.id())));
    assertEquals(written, await(store.write(batch)), "a second attempt writes nothing");
    assertEquals(0, ROOM.rows(document));
    assertEquals(2, ROOM.head(document));
  }

  /// The connection is lost while the commit waits in Postgres, where it goes on to happen.
  @Test
  void k4ABatchIsWrittenOnceWhenItsFirstAttemptIsStillUnderWay() throws Exception {
    UUID document = ROOM.document("ada");
    JournalStore store = new JournalStore(ROOM.pool);
    Batch batch = Batch.of(List.of(entry(document, 1, ada, new Told())));
    SqlConnection lock = await(ROOM.pool.getConnection());
    await(lock.query("begin").execute());
    await(
        lock.preparedQuery("select from document_head where document_id = $1 for update")
            .execute(Tuple.of(document)));
    var first = store.write(batch);
    var second = store.write(batch);
    var third = store.write(batch);
    until("all wait", () -> waiting() == 3);
    await(lock.query("rollback").execute());
    lock.close();

    assertEquals(Map.of(document, 0L), await(first));
    assertEquals(Map.of(document, 0L), await(second));
    assertEquals(Map.of(document, 0L), await(third));
    assertEquals(1, ROOM.rows(document));
    assertEquals(1, ROOM.head(document));
  }

  /// An attempt that was given up may still be on its way to Postgres when others have long
  /// followed.
  @Test
  void k4AnAttemptThatComesAfterLaterBatchesWritesNothing() throws Exception {
    UUID document = ROOM.document("ada");
    JournalStore store = new JournalStore(ROOM.pool);
    Batch late = Batch.of(List.of(entry(document, 1, ada, new Told())));
    await(store.write(late));
    await(store.write(Batch.of(List.of(entry(document, 2, ada, new Told())))));

    assertEquals(Map.of(), await(store.write(late)));
    assertEquals(2, ROOM.rows(document));
    assertEquals(2, ROOM.head(document));
  }

  private static int waiting() {
    return await(
            ROOM.pool
                .query(
                    """
                    select count(*)::int as count from pg_stat_activity
                    where wait_event_type = 'Lock' and query like '%document_writer%'
                      and datname = current_database()
                    """)
                .execute())
        .iterator()
        .next()
        .getInteger("count");
  }

  @Test
  void t2InstantsOfRowsNeverGoBack() throws Exception {
    UUID document = ROOM.document("ada");
    await(
        ROOM.pool
            .preparedQuery(
                "update document_head set at = now() + interval '1 hour' where document_id = $1")
            .execute(Tuple.of(document)));
    JournalStore store = new JournalStore(ROOM.pool);
    await(store.write(Batch.of(List.of(entry(document, 1, ada, new Told())))));
    await(store.write(Batch.of(List.of(entry(document, 2, ada, new Told())))));
    var rows =
        await(
            ROOM.pool
                .preparedQuery(
                    """
                    select bool_and(u.at = h.at and h.at > now()) as same from document_update u
                    join document_head h using (document_id) where document_id = $1
                    """)
                .execute(Tuple.of(document)));
    assertEquals(true, rows.iterator().next().getBoolean("same"));
  }
}
