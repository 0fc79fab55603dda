package dev.meridian.collab.replica;

import io.vertx.core.Future;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.Tuple;
import java.time.OffsetDateTime;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/// How far the logs of documents go, and in which epoch.
final class HeadStore {
  private static final String HEADS =
      """
      select installation.epoch, installation.restored_at, document_head.document_id, document_head.seq
      from installation left join document_head on document_head.document_id = any($1)
      """;

  private final Pool pool;

  HeadStore(Pool pool) {
    this.pool = pool;
  }

  /// @param byDocument the number of each document's last row
  record Heads(Epoch.Life life, Map<UUID, Long> byDocument) {}

  Future<Heads> read(Collection<UUID> documentIds) {
    return pool.preparedQuery(HEADS)
        .execute(Tuple.tuple().addArrayOfUUID(documentIds.toArray(UUID[]::new)))
        .map(rows -> {
          if (rows.size() == 0) {
            throw new IllegalStateException("the database has no installation");
          }
          Map<UUID, Long> heads = new HashMap<>();
          for (var row : rows) {
            UUID documentId = row.getUUID("document_id");
            if (documentId != null) {
              heads.put(documentId, row.getLong("seq"));
            }
          }
          return new Heads(life(rows.iterator().next()), heads);
        });
  }

  private static Epoch.Life life(Row row) {
    return new Epoch.Life(
        row.getLong("epoch"),
        Optional.ofNullable(row.getOffsetDateTime("restored_at")).map(OffsetDateTime::toInstant));
  }
}
