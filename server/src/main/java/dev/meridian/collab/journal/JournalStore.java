package dev.meridian.collab.journal;

import dev.meridian.db.Uuid7;
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
import java.util.stream.Stream;

/// The log of documents in Postgres. One write is under way at a time.
public final class JournalStore implements DocumentLog {
  /// One statement is one transaction and one round trip. The head rows are locked in the order of
  /// their ids, so that two nodes never wait for each other, and their numbers are read under the
  /// lock, as is the time, so that neither goes back. What was made before a restore finds no head:
  /// it may build on what is not there any more. A batch is not written again, also when its first
  /// commit is only just happening: the second waits for the head rows, and then finds the writer's
  /// row changed. Batch ids of a writer go up, so an attempt that the network delivers after later
  /// batches writes nothing either.
  private static final String WRITE =
      """
      with entry as (
        select * from unnest($1::uuid[], $2::bigint[], $3::uuid[], $4::bytea[], $9::bigint[])
          as entry (document_id, position, actor, bytes, epoch)
      ),
      head as materialized (
        select document_id, seq, at from document_head
        where document_id in (select document_id from entry join installation using (epoch))
        order by document_id
        for update
      ),
      stamped as materialized (
        select document_id, seq, greatest(at, clock_timestamp()) as at from head
      ),
      writer as (
        insert into document_writer (id, batch_id, documents, seqs, at)
        select $10, $5, array_agg(document_id), array_agg(seq), now() from head having count(*) > 0
        on conflict (id) do update
          set batch_id = excluded.batch_id, documents = excluded.documents, seqs = excluded.seqs,
            at = excluded.at
          where document_writer.batch_id < excluded.batch_id
        returning id
      ),
      written as (
        insert into document_update (document_id, seq, actor, at, batch_id, bytes)
        select entry.document_id, stamped.seq + entry.position, entry.actor, stamped.at, $5,
          entry.bytes
        from entry join stamped using (document_id) cross join writer
      ),
      moved as (
        update document_head
        set seq = stamped.seq + counted.rows, at = stamped.at
        from stamped
        join (select document_id, count(*) as rows from entry group by document_id) counted
          using (document_id)
        cross join writer
        where document_head.document_id = stamped.document_id
      ),
      bound as (
        insert into document_client (document_id, client_id, member_id, first_seq)
        select client.document_id, client.client_id, client.member_id, head.seq + 1
        from unnest($6::uuid[], $7::bigint[], $8::uuid[]) as client (document_id, client_id, member_id)
        join head using (document_id)
        cross join writer
        on conflict (document_id, client_id) do update set member_id = excluded.member_id
      )
      select document_id, seq from head cross join writer
      """;

  private static final String FIND =
      """
      select unnest(documents) as document_id, unnest(seqs) as seq
      from document_writer where id = $1 and batch_id = $2
      """;

  /// One statement sees one state of the log, so whole commits.
  private static final String AFTER =
      """
      select
        (select seq from document_head where document_id = $1) as head,
        (select coalesce(array_agg(bytes order by seq), '{}') from document_update
          where document_id = $1 and seq > $2) as updates,
        (select coalesce(array_agg(client_id order by client_id), '{}') from document_client
          where document_id = $1 and first_seq > $2) as clients,
        (select coalesce(array_agg(coalesce(member_id::text, '') order by client_id), '{}')
          from document_client where document_id = $1 and first_seq > $2) as members
      """;

  private final Pool pool;

  /// Names this server from its start to its end.
  private final UUID writer = Uuid7.next();

  public JournalStore(Pool pool) {
    this.pool = pool;
  }

  @Override
  public Future<Map<UUID, Long>> write(Batch batch) {
    return pool.preparedQuery(WRITE)
        .execute(parameters(batch).addUUID(writer))
        .map(JournalStore::seqs)
        .compose(seqs -> seqs.isEmpty() ? find(batch.id()) : Future.succeededFuture(seqs));
  }

  @Override
  public Future<Map<UUID, Long>> find(UUID batchId) {
    return pool.preparedQuery(FIND).execute(Tuple.of(writer, batchId)).map(JournalStore::seqs);
  }

  @Override
  public Future<Rows> after(UUID documentId, long seq) {
    return pool.preparedQuery(AFTER)
        .execute(Tuple.of(documentId, seq))
        .map(rows -> rows.iterator().next())
        .map(row -> {
          Long head = row.getLong("head");
          if (head == null) {
            throw new IllegalStateException("no document " + documentId);
          }
          return new Rows(head, updates(row), clients(row));
        });
  }

  private static List<byte[]> updates(Row row) {
    return Stream.of(row.getArrayOfBuffers("updates")).map(Buffer::getBytes).toList();
  }

  private static List<Entry.ClientBinding> clients(Row row) {
    Long[] ids = row.getArrayOfLongs("clients");
    String[] members = row.getArrayOfStrings("members");
    List<Entry.ClientBinding> clients = new ArrayList<>(ids.length);
    for (int i = 0; i < ids.length; i++) {
      clients.add(
          new Entry.ClientBinding(
              ids[i], members[i].isEmpty() ? null : UUID.fromString(members[i])));
    }
    return clients;
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
    List<Long> epochs = new ArrayList<>();
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
            epochs.add(part.epoch());
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
        .addArrayOfUUID(members.toArray(UUID[]::new))
        .addArrayOfLong(epochs.toArray(Long[]::new));
  }
}
