package dev.meridian.collab.history;

import dev.meridian.collab.history.HistoryEntry.Point;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;

/// The tables `document_history` and `document_beginning`.
public final class HistoryStore {
  private static final String ADD =
      """
      insert into document_history (document_id, first_seq, last_seq, minute, actor, first_at,
        last_at, commits, inserted, deleted, updates)
      select $1, * from unnest($2::bigint[], $3::bigint[], $4::timestamptz[], $5::uuid[],
        $6::timestamptz[], $7::timestamptz[], $8::bigint[], $9::bigint[], $10::bigint[], $11::bytea[])
      """;

  /// Without those that go on in the log: they were on an earlier page.
  private static final String ENTRIES =
      """
      select minute, actor, min(first_seq) as first_seq, max(last_seq) as last_seq,
        min(first_at) as first_at, max(last_at) as last_at, sum(commits)::bigint as commits,
        sum(inserted)::bigint as inserted, sum(deleted)::bigint as deleted
      from document_history
      where document_id = $1
        and minute <= (select minute from document_history
          where document_id = $1 and first_seq < $2 order by first_seq desc limit 1)
        and not exists (select from document_update
          where $4 and document_update.document_id = document_history.document_id
            and document_update.actor is not distinct from document_history.actor
            and date_trunc('minute', document_update.at) = document_history.minute)
      group by minute, actor
      having max(last_seq) < $2
      order by max(last_seq) desc
      limit $3
      """;

  private static final String PACKS =
      """
      select actor, updates from document_history
      where document_id = $1 and first_at <= $2 order by first_seq
      """;

  private static final String BEGINNING =
      "select seq, at, bytes from document_beginning where document_id = $1";

  private static final String LIFE =
      """
      select created_at, clock_timestamp() as now,
        (select at from document_beginning where document_id = $1) as beginning,
        (select at from document_snapshot where document_id = $1) as snapshot
      from document where id = $1
      """;

  private HistoryStore() {}

  /// What is stored of a minute.
  public record Stored(HistoryEntry entry, CommitPack pack) {
    public static Stored of(Minute minute) {
      return new Stored(HistoryEntry.of(minute), CommitPack.of(minute));
    }
  }

  /// Adds what rows of the log are turned into.
  public static Future<Void> add(SqlConnection connection, UUID documentId, List<Stored> minutes) {
    Tuple values =
        Tuple.tuple()
            .addUUID(documentId)
            .addArrayOfLong(all(minutes, it -> it.first().seq()).toArray(Long[]::new))
            .addArrayOfLong(all(minutes, it -> it.last().seq()).toArray(Long[]::new))
            .addArrayOfOffsetDateTime(
                all(minutes, it -> at(it.minute())).toArray(OffsetDateTime[]::new))
            .addArrayOfUUID(minutes.stream().map(it -> it.entry().actor()).toArray(UUID[]::new))
            .addArrayOfOffsetDateTime(
                all(minutes, it -> at(it.first().at())).toArray(OffsetDateTime[]::new))
            .addArrayOfOffsetDateTime(
                all(minutes, it -> at(it.last().at())).toArray(OffsetDateTime[]::new))
            .addArrayOfLong(all(minutes, HistoryEntry::commits).toArray(Long[]::new))
            .addArrayOfLong(all(minutes, HistoryEntry::inserted).toArray(Long[]::new))
            .addArrayOfLong(all(minutes, HistoryEntry::deleted).toArray(Long[]::new))
            .addArrayOfBuffer(
                minutes.stream()
                    .map(it -> Buffer.buffer(it.pack().bytes()))
                    .toArray(Buffer[]::new));
    return connection.preparedQuery(ADD).execute(values).mapEmpty();
  }

  private static <T> List<T> all(List<Stored> minutes, Function<HistoryEntry, T> property) {
    return minutes.stream().map(Stored::entry).map(property).toList();
  }

  /// The newest entries that end before a row.
  ///
  /// @param isOlderPage whether a page before this one had the log
  static Future<List<HistoryEntry>> entries(
      SqlConnection connection, UUID documentId, long before, int max, boolean isOlderPage) {
    return connection
        .preparedQuery(ENTRIES)
        .execute(Tuple.of(documentId, before, max, isOlderPage))
        .map(rows -> rows.stream().map(HistoryStore::entry).toList());
  }

  private static HistoryEntry entry(Row row) {
    return new HistoryEntry(
        LogStore.instant(row, "minute"),
        row.getUUID("actor"),
        new Point(row.getLong("first_seq"), LogStore.instant(row, "first_at")),
        new Point(row.getLong("last_seq"), LogStore.instant(row, "last_at")),
        row.getLong("commits"),
        row.getLong("inserted"),
        row.getLong("deleted"));
  }

  /// What became history of the commits up to an instant, and perhaps some later ones.
  public static Future<List<CommitPack>> packs(
      SqlConnection connection, UUID documentId, Instant upTo) {
    return connection
        .preparedQuery(PACKS)
        .execute(Tuple.of(documentId, at(upTo)))
        .map(rows ->
            rows.stream()
                .map(row ->
                    new CommitPack(row.getUUID("actor"), row.getBuffer("updates").getBytes()))
                .toList());
  }

  /// Where the history begins; [State#EMPTY] = with the document.
  public static Future<State> beginning(SqlConnection connection, UUID documentId) {
    return connection
        .preparedQuery(BEGINNING)
        .execute(Tuple.of(documentId))
        .map(LogStore::stateOrEmpty);
  }

  /// @param beginning of what is kept of the history; empty = all of it is
  /// @param snapshot when its last row was committed; empty = there is none
  record Life(
      Instant createdAt, Optional<Instant> beginning, Optional<Instant> snapshot, Instant now) {}

  static Future<Life> life(SqlConnection connection, UUID documentId) {
    return connection
        .preparedQuery(LIFE)
        .execute(Tuple.of(documentId))
        .map(rows -> rows.iterator().next())
        .map(row ->
            new Life(
                LogStore.instant(row, "created_at"),
                instantIn(row, "beginning"),
                instantIn(row, "snapshot"),
                LogStore.instant(row, "now")));
  }

  private static Optional<Instant> instantIn(Row row, String column) {
    return Optional.ofNullable(row.getOffsetDateTime(column)).map(OffsetDateTime::toInstant);
  }

  static OffsetDateTime at(Instant instant) {
    return instant.atOffset(ZoneOffset.UTC);
  }
}
