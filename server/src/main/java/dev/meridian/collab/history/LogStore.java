package dev.meridian.collab.history;

import io.vertx.core.Future;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.SqlClient;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;

/// Reads what is kept of a document's log: the last snapshot and the rows behind it.
public final class LogStore {
  /// One state of the database for all that is read.
  private static final String BEGIN = "begin transaction isolation level repeatable read read only";

  private static final String HEAD =
      """
      select document_head.seq, installation.epoch
      from document_head cross join installation where document_id = $1
      """;

  private static final String SNAPSHOT =
      "select seq, at, bytes from document_snapshot where document_id = $1";

  private static final String EXTENT =
      """
      select coalesce(max(s.seq), 0) as seq, coalesce(max(octet_length(s.bytes)), 0)::bigint as bytes,
        count(u.seq) as rows, coalesce(sum(octet_length(u.bytes)), 0)::bigint as row_bytes
      from document_head h
      left join document_snapshot s using (document_id)
      left join document_update u using (document_id)
      where h.document_id = $1
      """;

  private static final String ROWS =
      """
      select seq, at, actor, bytes from document_update
      where document_id = $1 and seq > $2 order by seq
      """;

  private LogStore() {}

  /// @param head number of the last row
  /// @param snapshot [State#EMPTY] when there is none yet
  /// @param commits the rows behind the snapshot, in order
  public record StoredLog(long head, long epoch, State snapshot, List<Commit> commits) {
    public StoredLog {
      commits = List.copyOf(commits);
    }

    /// Of the rows behind the snapshot.
    public long bytes() {
      return commits.stream().mapToLong(commit -> commit.update().length).sum();
    }
  }

  /// Reads in one state of the database.
  public static <T> Future<T> consistently(Pool pool, Function<SqlConnection, Future<T>> reading) {
    return pool.withConnection(connection -> consistently(connection, reading));
  }

  /// As above, on a connection that is in no transaction.
  public static <T> Future<T> consistently(
      SqlConnection connection, Function<SqlConnection, Future<T>> reading) {
    return connection
        .query(BEGIN)
        .execute()
        .compose(_ -> reading.apply(connection))
        .eventually(() -> connection.query("rollback").execute().otherwiseEmpty());
  }

  /// To be called [#consistently]. Fails when there is no such document.
  public static Future<StoredLog> read(SqlConnection connection, UUID documentId) {
    return connection
        .preparedQuery(HEAD)
        .execute(Tuple.of(documentId))
        .compose(heads -> {
          if (heads.size() == 0) {
            return Future.failedFuture(new IllegalStateException("no document " + documentId));
          }
          Row head = heads.iterator().next();
          return snapshot(connection, documentId)
              .compose(snapshot ->
                  rows(connection, documentId, snapshot.seq())
                      .map(commits ->
                          new StoredLog(
                              head.getLong("seq"), head.getLong("epoch"), snapshot, commits)));
        });
  }

  /// @param seq of the last row in the snapshot; 0 = there is none
  /// @param bytes of the snapshot
  /// @param rows behind it
  /// @param rowBytes of these
  public record Extent(long seq, long bytes, long rows, long rowBytes) {}

  /// How much there is, without reading it.
  public static Future<Extent> extent(SqlClient client, UUID documentId) {
    return client
        .preparedQuery(EXTENT)
        .execute(Tuple.of(documentId))
        .map(rows -> rows.iterator().next())
        .map(row ->
            new Extent(
                row.getLong("seq"),
                row.getLong("bytes"),
                row.getLong("rows"),
                row.getLong("row_bytes")));
  }

  private static Future<State> snapshot(SqlConnection connection, UUID documentId) {
    return connection
        .preparedQuery(SNAPSHOT)
        .execute(Tuple.of(documentId))
        .map(LogStore::stateOrEmpty);
  }

  private static Future<List<Commit>> rows(SqlConnection connection, UUID documentId, long after) {
    return connection
        .preparedQuery(ROWS)
        .execute(Tuple.of(documentId, after))
        .map(rows -> rows.stream().map(LogStore::commit).toList());
  }

  static State stateOrEmpty(RowSet<Row> rows) {
    return rows.size() == 0 ? State.EMPTY : state(rows.iterator().next());
  }

  private static State state(Row row) {
    return new State(row.getLong("seq"), instant(row, "at"), row.getBuffer("bytes").getBytes());
  }

  private static Commit commit(Row row) {
    return new Commit(
        row.getLong("seq"),
        instant(row, "at"),
        row.getUUID("actor"),
        row.getBuffer("bytes").getBytes());
  }

  static Instant instant(Row row, String column) {
    return row.getOffsetDateTime(column).toInstant();
  }
}
