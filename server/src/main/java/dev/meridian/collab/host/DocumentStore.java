package dev.meridian.collab.host;

import dev.meridian.ydoc.ClientGate;
import dev.meridian.ydoc.Limits;
import dev.meridian.ydoc.Tombstones;
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
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/// Loads documents from their logs. The bytes are read and linked on a small pool of its own.
final class DocumentStore {
  /// One snapshot for the head, the log and the client ids.
  private static final String BEGIN = "begin transaction isolation level repeatable read read only";

  private static final String HEAD = "select seq from document_head where document_id = $1";

  private static final String LOG =
      "select bytes from document_update where document_id = $1 order by seq";

  private static final String CLIENTS =
      "select client_id, member_id from document_client where document_id = $1";

  private static final int LOADERS = 2;

  /// What was taken once must always load, so the engine's own limits of a document stand this far
  /// above those at which a host takes no more ([Intake]).
  private static final int SLACK = 4;

  private static final int MAX_ROW_BYTES = 1 << 30;

  private final Pool pool;
  private final WorkerExecutor loaders;

  DocumentStore(Vertx vertx, Pool pool) {
    this.pool = pool;
    this.loaders = vertx.createSharedWorkerExecutor("meridian-document-loading", LOADERS);
  }

  /// Fails when there is no such document, or its log cannot be read; never answers an empty
  /// document instead.
  Future<LoadedDocument> load(UUID documentId, Limits limits) {
    return pool.withConnection(connection ->
            connection
                .query(BEGIN)
                .execute()
                .compose(_ -> read(connection, documentId))
                .onComplete(_ -> connection.query("rollback").execute()))
        .compose(log -> loaders.executeBlocking(() -> link(log, limits), false));
  }

  private record Log(long seq, List<byte[]> updates, Map<Long, Optional<UUID>> clients) {}

  private static Future<Log> read(SqlConnection connection, UUID documentId) {
    Tuple id = Tuple.of(documentId);
    return connection
        .preparedQuery(HEAD)
        .execute(id)
        .compose(head ->
            head.size() == 0
                ? Future.failedFuture(new IllegalStateException("no document " + documentId))
                : connection
                    .preparedQuery(LOG)
                    .execute(id)
                    .compose(log ->
                        connection
                            .preparedQuery(CLIENTS)
                            .execute(id)
                            .map(clients -> log(head, log, clients))));
  }

  private static Log log(RowSet<Row> head, RowSet<Row> log, RowSet<Row> clients) {
    List<byte[]> updates = new ArrayList<>(log.size());
    log.forEach(row -> updates.add(row.getBuffer("bytes").getBytes()));
    Map<Long, Optional<UUID>> members = new HashMap<>();
    clients.forEach(row ->
        members.put(row.getLong("client_id"), Optional.ofNullable(row.getUUID("member_id"))));
    return new Log(head.iterator().next().getLong("seq"), updates, members);
  }

  /// The limits of documents with these roots.
  static Limits limits(Set<String> roots) {
    Limits limits = Limits.standard().withRoots(roots);
    Limits.OfDocument document = limits.document();
    return limits.withDocument(
        document
            .withStateBytes(MAX_ROW_BYTES)
            .withClients(document.clients() * SLACK)
            .withStructs(document.structs() * SLACK)
            .withBytes(document.bytes() * SLACK)
            .withEmptyLength(document.emptyLength() * SLACK));
  }

  /// Row by row, as the document grew: neighbours are joined on the way, so it weighs what it did.
  private static LoadedDocument link(Log log, Limits limits) throws UpdateRejected {
    YDoc document = YDoc.create(limits, Tombstones.KEEP);
    for (byte[] update : log.updates()) {
      document.applyState(update, ClientGate.OPEN);
    }
    if (document.isWaiting()) {
      throw new IllegalStateException("the log has gaps");
    }
    return new LoadedDocument(document, log.seq(), log.clients());
  }
}
