package dev.meridian.record;

import static java.util.stream.Collectors.toMap;

import dev.meridian.event.StreamHeads;
import dev.meridian.event.Streams;
import dev.meridian.record.content.RecordContent;
import dev.meridian.record.content.RecordRows;
import io.vertx.core.Future;
import io.vertx.core.json.JsonArray;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.TransactionRollbackException;
import io.vertx.sqlclient.Tuple;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

/// The tables `objective` and `key_result`: what the document of a record said last.
final class ProjectionStore implements StreamHeads {
  private static final String OBJECTIVES =
      """
      insert into objective (document_id, id, title, why, sort_order, ambition, serves, owner_id,
        backup_owner_id, removed_at, signals)
      select $1, id, title, why, sort_order, ambition, serves, owner_id, backup_owner_id, removed_at,
        signals
      from jsonb_to_recordset($2) as row (id text, title text, why text, sort_order text,
        ambition text, serves text, owner_id text, backup_owner_id text, removed_at timestamptz,
        signals jsonb)
      on conflict (document_id, id) do update set
        (title, why, sort_order, ambition, serves, owner_id, backup_owner_id, removed_at, signals)
        = (excluded.title, excluded.why, excluded.sort_order, excluded.ambition, excluded.serves,
          excluded.owner_id, excluded.backup_owner_id, excluded.removed_at, excluded.signals)
      where objective is distinct from excluded
      """;

  private static final String KEY_RESULTS =
      """
      insert into key_result (document_id, id, objective_id, title, sort_order, metric, direction,
        unit, indicator, baseline, discover_by, start_value, target, low, high, tolerance, zones,
        weight, due, owner_id, backup_owner_id, removed_at, milestones, signals)
      select $1, id, objective_id, title, sort_order, metric, direction, unit, indicator, baseline,
        discover_by, start_value, target, low, high, tolerance, zones, weight, due, owner_id,
        backup_owner_id, removed_at, milestones, signals
      from jsonb_to_recordset($2) as row (id text, objective_id text, title text, sort_order text,
        metric text, direction text, unit text, indicator text, baseline numeric, discover_by date,
        start_value numeric, target numeric, low numeric, high numeric, tolerance numeric,
        zones jsonb, weight numeric, due date, owner_id text, backup_owner_id text,
        removed_at timestamptz, milestones jsonb, signals jsonb)
      on conflict (document_id, id) do update set
        (objective_id, title, sort_order, metric, direction, unit, indicator, baseline, discover_by,
          start_value, target, low, high, tolerance, zones, weight, due, owner_id, backup_owner_id,
          removed_at, milestones, signals)
        = (excluded.objective_id, excluded.title, excluded.sort_order, excluded.metric,
          excluded.direction, excluded.unit, excluded.indicator, excluded.baseline,
          excluded.discover_by, excluded.start_value, excluded.target, excluded.low, excluded.high,
          excluded.tolerance, excluded.zones, excluded.weight, excluded.due, excluded.owner_id,
          excluded.backup_owner_id, excluded.removed_at, excluded.milestones, excluded.signals)
      where key_result is distinct from excluded
      """;

  private static final String FORGET_KEY_RESULTS =
      "delete from key_result where document_id = $1 and not (id = any($2))";

  private static final String FORGET_OBJECTIVES =
      "delete from objective where document_id = $1 and not (id = any($2))";

  /// Last, so that the journal waits for this lock as short a time as can be.
  private static final String MOVE =
      "update document_head set projected_seq = $2 where document_id = $1 and projected_seq < $2";

  private static final String BEHIND =
      "select document_id from document_head where seq > projected_seq order by document_id limit $1";

  private static final String SHOWN =
      "select document_id, projected_seq from document_head where document_id = any($1)";

  private static final String READ =
      """
      select
        (select coalesce(jsonb_agg(to_jsonb(o)), '[]') from objective o where o.document_id = $1)
          as objectives,
        (select coalesce(jsonb_agg(to_jsonb(k) || jsonb_build_object(
           'baseline', k.baseline::text, 'start_value', k.start_value::text,
           'target', k.target::text, 'low', k.low::text, 'high', k.high::text,
           'tolerance', k.tolerance::text, 'weight', k.weight::text)), '[]')
         from key_result k where k.document_id = $1) as key_results
      """;

  private final Pool pool;

  ProjectionStore(Pool pool) {
    this.pool = pool;
  }

  /// Writes what the document said at a row of its log; does nothing when the tables show that row
  /// or a later one. Succeeds with whether it wrote.
  Future<Boolean> write(UUID documentId, long seq, RecordContent content) {
    JsonArray objectives = RecordRows.objectives(content);
    JsonArray keyResults = RecordRows.keyResults(content);
    return pool.withTransaction(sql ->
            sql.preparedQuery(OBJECTIVES)
                .execute(Tuple.of(documentId, objectives))
                .compose(
                    _ -> sql.preparedQuery(KEY_RESULTS).execute(Tuple.of(documentId, keyResults)))
                .compose(_ -> forget(sql, FORGET_KEY_RESULTS, documentId, keyResults))
                .compose(_ -> forget(sql, FORGET_OBJECTIVES, documentId, objectives))
                .compose(_ -> sql.preparedQuery(MOVE).execute(Tuple.of(documentId, seq)))
                .compose(moved ->
                    moved.rowCount() == 1
                        ? Future.succeededFuture(true)
                        : Future.failedFuture(TransactionRollbackException.INSTANCE)))
        .recover(failure ->
            failure instanceof TransactionRollbackException
                ? Future.succeededFuture(false)
                : Future.failedFuture(failure));
  }

  @Override
  public Future<Map<String, Long>> read(Set<String> streams) {
    UUID[] documents =
        streams.stream().flatMap(it -> Streams.contentOf(it).stream()).toArray(UUID[]::new);
    if (documents.length == 0) {
      return Future.succeededFuture(Map.of());
    }
    return pool.preparedQuery(SHOWN)
        .execute(Tuple.tuple().addArrayOfUUID(documents))
        .map(rows ->
            rows.stream()
                .collect(
                    toMap(
                        row -> Streams.content(row.getUUID("document_id")),
                        row -> row.getLong("projected_seq"))));
  }

  private static Future<?> forget(
      SqlConnection sql, String statement, UUID documentId, JsonArray rows) {
    String[] ids = RecordRows.ids(rows).toArray(String[]::new);
    return sql.preparedQuery(statement)
        .execute(Tuple.tuple().addUUID(documentId).addArrayOfString(ids));
  }

  /// Documents whose tables show less than their log has.
  Future<List<UUID>> behind(int max) {
    return pool.preparedQuery(BEHIND)
        .execute(Tuple.of(max))
        .map(rows -> rows.stream().map(row -> row.getUUID("document_id")).toList());
  }

  Future<RecordContent> read(UUID documentId) {
    return pool.preparedQuery(READ)
        .execute(Tuple.of(documentId))
        .map(rows -> rows.iterator().next())
        .map(row ->
            RecordRows.content(row.getJsonArray("objectives"), row.getJsonArray("key_results")));
  }
}
