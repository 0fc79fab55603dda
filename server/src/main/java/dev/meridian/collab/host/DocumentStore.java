package dev.meridian.collab.host;

import dev.meridian.collab.compaction.LogTail;
import dev.meridian.collab.history.Chronicle;
import dev.meridian.collab.history.Commit;
import dev.meridian.collab.history.LogStore;
import dev.meridian.collab.history.LogStore.StoredLog;
import dev.meridian.ydoc.ClientGate;
import dev.meridian.ydoc.Limits;
import dev.meridian.ydoc.UpdateRejected;
import dev.meridian.ydoc.YDoc;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.WorkerExecutor;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/// Loads documents: the last snapshot and the log behind it. The bytes are read and linked on a
/// small pool of its own.
final class DocumentStore {
  private static final String CLIENTS =
      "select client_id, member_id from document_client where document_id = $1";

  private static final int LOADERS = 2;

  private final Pool pool;
  private final WorkerExecutor loaders;

  DocumentStore(Vertx vertx, Pool pool) {
    this.pool = pool;
    this.loaders = vertx.createSharedWorkerExecutor("meridian-document-loading", LOADERS);
  }

  /// Fails when there is no such document, or its log cannot be read; never answers an empty
  /// document instead.
  Future<LoadedDocument> load(UUID documentId, Limits limits) {
    return LogStore.consistently(pool, connection -> read(connection, documentId))
        .compose(stored -> loaders.executeBlocking(() -> link(stored, limits), false));
  }

  private record Stored(StoredLog log, Map<Long, Optional<UUID>> clients) {}

  private static Future<Stored> read(SqlConnection connection, UUID documentId) {
    return LogStore.read(connection, documentId)
        .compose(log ->
            connection
                .preparedQuery(CLIENTS)
                .execute(Tuple.of(documentId))
                .map(rows -> new Stored(log, clients(rows))));
  }

  private static Map<Long, Optional<UUID>> clients(RowSet<Row> rows) {
    Map<Long, Optional<UUID>> clients = new HashMap<>();
    rows.forEach(row ->
        clients.put(row.getLong("client_id"), Optional.ofNullable(row.getUUID("member_id"))));
    return clients;
  }

  /// Row by row, as the document grew: neighbours are joined on the way, so it weighs what it did.
  private static LoadedDocument link(Stored stored, Limits limits) throws UpdateRejected {
    StoredLog log = stored.log();
    YDoc document = Chronicle.document(log.snapshot(), limits);
    for (Commit commit : log.commits()) {
      document.applyState(commit.update(), ClientGate.OPEN);
    }
    if (document.isWaiting() || log.snapshot().seq() + log.commits().size() != log.head()) {
      throw new IllegalStateException("the log has gaps");
    }
    return new LoadedDocument(
        document,
        log.head(),
        stored.clients(),
        new LogTail.Extent(log.snapshot().seq(), log.snapshot().bytes().length, log.bytes()));
  }
}
