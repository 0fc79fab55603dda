package dev.meridian.collab.compaction;

import static dev.meridian.testing.TestDatabase.await;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.meridian.collab.CollabLimits;
import dev.meridian.collab.EventLoops;
import dev.meridian.collab.compaction.Compaction.Least;
import dev.meridian.collab.compaction.Compaction.Snapshot;
import dev.meridian.collab.history.Chronicle;
import dev.meridian.collab.history.LogStore;
import dev.meridian.collab.history.LogStore.StoredLog;
import dev.meridian.collab.history.WrittenDocument;
import dev.meridian.collab.testing.CollabRoom;
import dev.meridian.workspace.Role;
import dev.meridian.ydoc.ClientGate;
import dev.meridian.ydoc.UpdateRejected;
import dev.meridian.ydoc.YDoc;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.vertx.core.Future;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;
import java.time.Instant;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// The log of a document becomes a snapshot and history, or stays as it is: rules K1 to K3.
class CompactionTest {
  static final CollabRoom ROOM = CollabRoom.open(CollabLimits.standard());
  static final SimpleMeterRegistry REGISTRY = new SimpleMeterRegistry();
  private static final Least ANY = new Least(1, 1);
  static Compactor compactor;
  static Compactor otherNode;
  static final UUID ADA = ROOM.person("ada", Role.MEMBER).memberId();

  private WrittenDocument written;

  @BeforeAll
  static void nodes() {
    compactor = compactor();
    otherNode = compactor();
  }

  private static Compactor compactor() {
    return new Compactor(
        ROOM.vertx,
        await(EventLoops.deploy(ROOM.vertx, 1)).getFirst(),
        ROOM.pool,
        WrittenDocument.LIMITS,
        new CompactionMetrics(REGISTRY));
  }

  @AfterAll
  static void close() {
    ROOM.close();
  }

  @BeforeEach
  void aDocument() {
    written = new WrittenDocument(ROOM, new Random(1), List.of(ADA), Instant.now());
    written.type(20);
  }

  private Snapshot compact() {
    return await(compactor.compact(written.id, ANY));
  }

  private StoredLog log() {
    return await(LogStore.consistently(ROOM.pool, it -> LogStore.read(it, written.id)));
  }

  private long history() {
    return await(
            ROOM.pool
                .preparedQuery(
                    "select coalesce(sum(commits), 0) from document_history where document_id = $1")
                .execute(Tuple.of(written.id)))
        .iterator()
        .next()
        .getLong(0);
  }

  private static YDoc document(StoredLog log) {
    try {
      YDoc document = Chronicle.document(log.snapshot(), WrittenDocument.LIMITS);
      for (var commit : log.commits()) {
        document.applyState(commit.update(), ClientGate.OPEN);
      }
      return document;
    } catch (UpdateRejected e) {
      throw new AssertionError(e);
    }
  }

  private void checkContent() {
    assertArrayEquals(written.document().encode(), document(log()).encode());
  }

  @Test
  void k1EachRowIsInTheSnapshotAndInHistoryAndLeavesTheLog() {
    double compactions = REGISTRY.get("meridian.compaction").timer().count();
    assertEquals(written.rows, compact().seq());
    assertEquals(0, ROOM.rows(written.id));
    assertEquals(written.rows, history());
    checkContent();

    written.type(5);
    assertEquals(5, ROOM.rows(written.id));
    checkContent();
    compact();
    assertEquals(written.rows, history());
    checkContent();
    assertEquals(compactions + 2, REGISTRY.get("meridian.compaction").timer().count());
  }

  @Test
  void k1NothingIsDoneForLittle() {
    assertEquals(0, await(compactor.compact(written.id, new Least(100, 1 << 20))).seq());
    assertEquals(written.rows, ROOM.rows(written.id));
    compact();
    assertEquals(written.rows, compact().seq());
  }

  /// Each step of the transaction is made to fail, as an error and as a connection that is lost.
  @ParameterizedTest
  @CsvSource({
    "document_snapshot, insert, raise exception 'no'",
    "document_history, insert, raise exception 'no'",
    "document_update, delete, raise exception 'no'",
    "document_snapshot, insert, perform pg_terminate_backend(pg_backend_pid())",
    "document_history, insert, perform pg_terminate_backend(pg_backend_pid())",
    "document_update, delete, perform pg_terminate_backend(pg_backend_pid())",
  })
  void k2ACompactionThatFailsAtAnyStepChangesNothing(String table, String event, String failure) {
    trip(table, event, failure, "");
    try {
      assertThrows(Exception.class, this::compact);
    } finally {
      untrip(table);
    }
    checkNothingChanged();
    assertEquals(written.rows, compact().seq());
    checkContent();
  }

  /// At the commit itself, when every step is done.
  @Test
  void k2ACompactionWhoseCommitFailsChangesNothing() {
    trip("document_update", "delete", "raise exception 'no'", "deferrable initially deferred");
    try {
      assertThrows(Exception.class, this::compact);
    } finally {
      untrip("document_update");
    }
    checkNothingChanged();
    compact();
    checkContent();
  }

  private void checkNothingChanged() {
    assertEquals(written.rows, ROOM.rows(written.id));
    assertEquals(0, history());
    assertEquals(0, log().snapshot().seq());
    checkContent();
  }

  private static void trip(String table, String event, String failure, String when) {
    sql(
        """
        create function trip() returns trigger language plpgsql as $$
        begin %s; return null; end $$
        """
            .formatted(failure));
    sql(
        "create constraint trigger trip after %s on %s %s for each row execute function trip()"
            .formatted(event, table, when));
  }

  private static void untrip(String table) {
    sql("drop trigger trip on " + table);
    sql("drop function trip");
  }

  private static void sql(String statement) {
    await(ROOM.pool.query(statement).execute());
  }

  private Future<Void> write(Compacted compacted, long epoch) {
    return ROOM.pool.withConnection(connection ->
        new CompactionStore(ROOM.pool).write(connection, written.id, epoch, compacted));
  }

  @Test
  void k2ASnapshotThatIsOlderThanTheStoredOneIsRefused() throws UpdateRejected {
    Compacted old = Compacted.of(log(), WrittenDocument.LIMITS);
    written.type(5);
    compact();
    assertThrows(IllegalStateException.class, () -> await(write(old, CollabRoom.EPOCH)));
    assertEquals(written.rows, log().snapshot().seq());
    assertEquals(written.rows, history());
    checkContent();
  }

  @Test
  void k2WhatWasReadBeforeARestoreIsNotWritten() throws UpdateRejected {
    Compacted read = Compacted.of(log(), WrittenDocument.LIMITS);
    assertThrows(IllegalStateException.class, () -> await(write(read, CollabRoom.EPOCH - 1)));
    assertThrows(
        IllegalStateException.class,
        () -> {
          await(
              ROOM.pool
                  .preparedQuery("update document_head set seq = seq - 1 where document_id = $1")
                  .execute(Tuple.of(written.id)));
          await(write(read, CollabRoom.EPOCH));
        });
    assertEquals(0, history());
  }

  @Test
  void k2ALogWithAGapIsLeftAsItIs() {
    await(
        ROOM.pool
            .preparedQuery("delete from document_update where document_id = $1 and seq = 7")
            .execute(Tuple.of(written.id)));
    assertThrows(Exception.class, this::compact);
    assertEquals(written.rows - 1, ROOM.rows(written.id));
  }

  @Test
  void k3NobodyWaitsWhileAnotherNodeIsAtTheDocument() {
    SqlConnection holder = await(ROOM.pool.getConnection());
    await(
        holder
            .preparedQuery("select pg_advisory_lock($1, hashtext($2))")
            .execute(Tuple.of(0x636d7063, written.id.toString())));
    assertEquals(0, compact().seq());
    assertEquals(written.rows, ROOM.rows(written.id));
    await(holder.query("select pg_advisory_unlock_all()").execute());
    holder.close();
    assertEquals(written.rows, compact().seq());
  }

  @Test
  void k3TwoNodesAtOnceCompactOnce() {
    var both = List.of(compactor.compact(written.id, ANY), otherNode.compact(written.id, ANY));
    both.forEach(it -> await(it));
    assertTrue(both.stream().anyMatch(it -> it.result().seq() == written.rows));
    assertEquals(written.rows, history());
    assertEquals(0, ROOM.rows(written.id));
    checkContent();
  }
}
