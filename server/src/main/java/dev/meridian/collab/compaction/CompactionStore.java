package dev.meridian.collab.compaction;

import dev.meridian.collab.history.HistoryStore;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;

/// Puts a snapshot in the place of the rows of the log that are in it.
final class CompactionStore {
  /// Ours among the advisory locks of a database.
  private static final int LOCKS = 0x636d7063;

  private static final String LOCK = "select pg_try_advisory_lock($1, hashtext($2)) as taken";
  private static final String UNLOCK = "select pg_advisory_unlock($1, hashtext($2))";

  /// Nothing is written when another node was faster, or the database was restored meanwhile.
  private static final String SNAPSHOT =
      """
      insert into document_snapshot (document_id, seq, at, bytes)
      select $1, $3, $4, $5
      from installation join document_head on document_id = $1 and document_head.seq >= $3
      where epoch = $6
      for share of installation
      on conflict (document_id) do update
        set seq = excluded.seq, at = excluded.at, bytes = excluded.bytes
        where document_snapshot.seq = $2
      """;

  private static final String TRIM =
      "delete from document_update where document_id = $1 and seq > $2 and seq <= $3";

  private final Pool pool;

  CompactionStore(Pool pool) {
    this.pool = pool;
  }

  /// Does the work on a connection while no other node is at the document; empty when one is. The
  /// lock only saves work: [#write] is right without it.
  <T> Future<Optional<T>> exclusively(UUID documentId, Function<SqlConnection, Future<T>> work) {
    Tuple lock = Tuple.of(LOCKS, documentId.toString());
    return pool.withConnection(connection ->
        connection
            .preparedQuery(LOCK)
            .execute(lock)
            .compose(rows ->
                rows.iterator().next().getBoolean("taken")
                    ? work.apply(connection)
                        .map(Optional::of)
                        .eventually(
                            () -> connection.preparedQuery(UNLOCK).execute(lock).otherwiseEmpty())
                    : Future.succeededFuture(Optional.empty())));
  }

  /// In one transaction: the snapshot, the history, and the rows are gone.
  ///
  /// @param epoch in which the log was read
  Future<Void> write(SqlConnection connection, UUID documentId, long epoch, Compacted compacted) {
    return connection
        .begin()
        .compose(transaction ->
            snapshot(connection, documentId, epoch, compacted)
                .compose(_ -> HistoryStore.add(connection, documentId, compacted.history()))
                .compose(_ -> trim(connection, documentId, compacted))
                .compose(_ -> transaction.commit())
                .recover(failure ->
                    transaction.rollback().transform(_ -> Future.failedFuture(failure))));
  }

  private static Future<Void> snapshot(
      SqlConnection connection, UUID documentId, long epoch, Compacted compacted) {
    return connection
        .preparedQuery(SNAPSHOT)
        .execute(
            Tuple.of(
                documentId,
                compacted.before().seq(),
                compacted.after().seq(),
                compacted.after().at().atOffset(ZoneOffset.UTC),
                Buffer.buffer(compacted.after().bytes()),
                epoch))
        .compose(rows ->
            expect(1, rows.rowCount(), "the document has another snapshot, or was restored"));
  }

  private static Future<Void> trim(SqlConnection connection, UUID documentId, Compacted compacted) {
    return connection
        .preparedQuery(TRIM)
        .execute(Tuple.of(documentId, compacted.before().seq(), compacted.after().seq()))
        .compose(
            rows -> expect(compacted.rows(), rows.rowCount(), "the log is not as it was read"));
  }

  private static Future<Void> expect(long rows, long found, String otherwise) {
    return rows == found
        ? Future.succeededFuture()
        : Future.failedFuture(new IllegalStateException(otherwise));
  }
}
