package dev.meridian.collab.journal;

import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.Tuple;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/// The log of documents in Postgres.
public final class JournalStore {
  /// One statement is one transaction and one round trip. The head rows are locked in the order of
  /// their ids, so that two nodes never wait for each other, and their numbers are read under the
  /// lock.
  private static final String WRITE =
      """
      with entry as (
        select * from unnest($1::uuid[], $2::bigint[], $3::uuid[], $4::bytea[])
          as entry (document_id, position, actor, bytes)
      ),
      head as materialized (
        select document_id, seq from document_head
        where document_id in (select document_id from entry)
        order by document_id
        for update
      ),
      written as (
        insert into document_update (document_id, seq, actor, batch_id, bytes)
        select entry.document_id, head.seq + entry.position, entry.actor, $5, entry.bytes
        from entry join head using (document_id)
      ),
      moved as (
        update document_head
        set seq = head.seq + counted.rows
        from head
        join (select document_id, count(*) as rows from entry group by document_id) counted
          using (document_id)
        where document_head.document_id = head.document_id
      ),
      bound as (
        insert into document_client (document_id, client_id, member_id, first_seq)
        select client.document_id, client.client_id, client.member_id, head.seq + 1
        from unnest($6::uuid[], $7::bigint[], $8::uuid[]) as client (document_id, client_id, member_id)
        join head using (document_id)
      )
      select document_id, seq from head
      """;

  private static final String FIND =
      """
      select document_id, min(seq) - 1 as seq from document_update where batch_id = $1 group by document_id
      """;

  private final Pool pool;

  public JournalStore(Pool pool) {
    this.pool = pool;
  }

  /// Commits the batch. Succeeds with the seq that each document had before.
  Future<Map<UUID, Long>> write(Batch batch) {
    return pool.preparedQuery(WRITE).execute(parameters(batch)).map(JournalStore::seqs);
  }

  /// As [#write] answered, for a batch whose commit happened; empty when it did not.
  Future<Map<UUID, Long>> find(UUID batchId) {
    return pool.preparedQuery(FIND).execute(Tuple.of(batchId)).map(JournalStore::seqs);
  }

  private static Map<UUID, Long> seqs(RowSet<Row> rows) {
    Map<UUID, Long> seqs = new HashMap<>();
    for (Row row : rows) {
      seqs.put(row.getUUID("document_id"), row.getLong("seq"));
    }
    return seqs;
  }

  private static Tuple parameters(Batch batch) {
    List<UUID> documents = new ArrayList<>();
    List<Long> positions = new ArrayList<>();
    List<UUID> actors = new ArrayList<>();
    List<Buffer> updates = new ArrayList<>();
    List<UUID> clientDocuments = new ArrayList<>();
    List<Long> clients = new ArrayList<>();
    List<UUID> members = new ArrayList<>();
    batch
        .parts()
        .forEach((documentId, part) -> {
          long position = 0;
          for (Batch.Row row : part.rows()) {
            documents.add(documentId);
            positions.add(++position);
            actors.add(row.actor());
            updates.add(Buffer.buffer(row.update()));
          }
          for (Entry.ClientBinding binding : part.newClients()) {
            clientDocuments.add(documentId);
            clients.add(binding.clientId());
            members.add(binding.memberId());
          }
        });
    return Tuple.tuple()
        .addArrayOfUUID(documents.toArray(UUID[]::new))
        .addArrayOfLong(positions.toArray(Long[]::new))
        .addArrayOfUUID(actors.toArray(UUID[]::new))
        .addArrayOfBuffer(updates.toArray(Buffer[]::new))
        .addUUID(batch.id())
        .addArrayOfUUID(clientDocuments.toArray(UUID[]::new))
        .addArrayOfLong(clients.toArray(Long[]::new))
        .addArrayOfUUID(members.toArray(UUID[]::new));
  }
}
