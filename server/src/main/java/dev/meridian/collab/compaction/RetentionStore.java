package dev.meridian.collab.compaction;

import dev.meridian.collab.history.State;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.UUID;

/// Puts the beginning of a document's history in the place of what was before it.
final class RetentionStore {
  private static final String OLD =
      "select distinct document_id from document_history where minute < $1 limit $2";

  /// Nothing is written when another node was faster.
  private static final String BEGIN =
      """
      insert into document_beginning (document_id, seq, at, bytes) values ($1, $3, $4, $5)
      on conflict (document_id) do update
        set seq = excluded.seq, at = excluded.at, bytes = excluded.bytes
        where document_beginning.seq = $2
      """;

  private static final String FORGET =
      "delete from document_history where document_id = $1 and last_seq <= $2";

  private final Pool pool;

  RetentionStore(Pool pool) {
    this.pool = pool;
  }

  /// Documents with history from before an instant.
  Future<List<UUID>> old(Instant before, int max) {
    return pool.preparedQuery(OLD)
        .execute(Tuple.of(before.atOffset(ZoneOffset.UTC), max))
        .map(rows -> rows.stream().map(row -> row.getUUID("document_id")).toList());
  }

  /// In one transaction: the new beginning, and what was before it is gone.
  ///
  /// @return how many minutes went
  Future<Integer> forget(SqlConnection connection, UUID documentId, State from, State to) {
    return connection
        .begin()
        .compose(transaction ->
            connection
                .preparedQuery(BEGIN)
                .execute(
                    Tuple.of(
                        documentId,
                        from.seq(),
                        to.seq(),
                        to.at().atOffset(ZoneOffset.UTC),
                        Buffer.buffer(to.bytes())))
                .compose(rows ->
                    rows.rowCount() == 1
                        ? connection.preparedQuery(FORGET).execute(Tuple.of(documentId, to.seq()))
                        : Future.failedFuture(
                            new IllegalStateException("the history begins elsewhere now")))
                .compose(gone -> transaction.commit().map(gone.rowCount()))
                .recover(failure ->
                    transaction.rollback().transform(_ -> Future.failedFuture(failure))));
  }
}
