package dev.meridian.record;

import static java.util.stream.Collectors.toMap;
import static java.util.stream.Collectors.toSet;

import dev.meridian.event.StreamHeads;
import dev.meridian.event.Streams;
import dev.meridian.record.content.RecordContent;
import dev.meridian.record.content.RecordRows;
import io.vertx.core.Future;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.Tuple;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;

/// The tables `objective` and `key_result`: what the document of a record said last.
final class ProjectionStore implements StreamHeads {
  /// Several documents in one statement, which is one transaction and one fsync. Their heads are
  /// locked in the order of the ids, as the journal locks them; it waits for this lock, so a
  /// statement has few documents.
  private static final String WRITE =
      """
      with given as (
        select * from unnest($1::uuid[], $2::bigint[]) as given (document_id, seq)
      ),
      behind as materialized (
        select head.document_id, given.seq from document_head head join given using (document_id)
        where head.projected_seq < given.seq
        order by document_id
        for no key update of head
      ),
      moved as (
        update document_head set projected_seq = behind.seq
        from behind where document_head.document_id = behind.document_id
      ),
      o as materialized (
        select row.* from jsonb_to_recordset($3) as row (document_id uuid, id text, title text,
          why text, sort_order text, ambition text, serves text, owner_id text,
          backup_owner_id text, removed_at timestamptz, signals jsonb)
        join behind using (document_id)
      ),
      k as materialized (
        select row.* from jsonb_to_recordset($4) as row (document_id uuid, id text,
          objective_id text, title text, sort_order text, metric text, direction text, unit text,
          indicator text, baseline numeric, discover_by date, start_value numeric, target numeric,
          low numeric, high numeric, tolerance numeric, zones jsonb, weight numeric, due date,
          owner_id text, backup_owner_id text, removed_at timestamptz, milestones jsonb,
          signals jsonb)
        join behind using (document_id)
      ),
      objectives as (
        insert into objective (document_id, id, title, why, sort_order, ambition, serves, owner_id,
          backup_owner_id, removed_at, signals)
        select document_id, id, title, why, sort_order, ambition, serves, owner_id,
          backup_owner_id, removed_at, signals
        from o
        on conflict (document_id, id) do update set
          (title, why, sort_order, ambition, serves, owner_id, backup_owner_id, removed_at, signals)
          = (excluded.title, excluded.why, excluded.sort_order, excluded.ambition, excluded.serves,
            excluded.owner_id, excluded.backup_owner_id, excluded.removed_at, excluded.signals)
        where objective is distinct from excluded
      ),
      key_results as (
        insert into key_result (document_id, id, objective_id, title, sort_order, metric, direction,
          unit, indicator, baseline, discover_by, start_value, target, low, high, tolerance, zones,
          weight, due, owner_id, backup_owner_id, removed_at, milestones, signals)
        select document_id, id, objective_id, title, sort_order, metric, direction, unit, indicator,
          baseline, discover_by, start_value, target, low, high, tolerance, zones, weight, due,
          owner_id, backup_owner_id, removed_at, milestones, signals
        from k
        on conflict (document_id, id) do update set
          (objective_id, title, sort_order, metric, direction, unit, indicator, baseline,
            discover_by, start_value, target, low, high, tolerance, zones, weight, due, owner_id,
            backup_owner_id, removed_at, milestones, signals)
          = (excluded.objective_id, excluded.title, excluded.sort_order, excluded.metric,
            excluded.direction, excluded.unit, excluded.indicator, excluded.baseline,
            excluded.discover_by, excluded.start_value, excluded.target, excluded.low,
            excluded.high, excluded.tolerance, excluded.zones, excluded.weight, excluded.due,
            excluded.owner_id, excluded.backup_owner_id, excluded.removed_at, excluded.milestones,
            excluded.signals)
        where key_result is distinct from excluded
      ),
      gone_key_results as (
        delete from key_result using behind
        where key_result.document_id = behind.document_id
          and not exists (select from k where k.document_id = key_result.document_id
            and k.id = key_result.id)
      ),
      gone_objectives as (
        delete from objective using behind
        where objective.document_id = behind.document_id
          and not exists (select from o where o.document_id = objective.document_id
            and o.id = objective.id)
      )
      select document_id from behind
      """;

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

  /// What a document said at a row of its log.
  record Projection(UUID documentId, long seq, RecordContent content) {}

  /// Writes what documents said; does nothing for those whose tables show that row or a later one.
  ///
  /// @param projections of different documents
  /// @return the documents whose tables moved
  Future<Set<UUID>> write(List<Projection> projections) {
    UUID[] documents = projections.stream().map(Projection::documentId).toArray(UUID[]::new);
    Long[] seqs = projections.stream().map(Projection::seq).toArray(Long[]::new);
    JsonArray objectives = rows(projections, RecordRows::objectives);
    JsonArray keyResults = rows(projections, RecordRows::keyResults);
    return pool.preparedQuery(WRITE)
        .execute(
            Tuple.tuple()
                .addArrayOfUUID(documents)
                .addArrayOfLong(seqs)
                .addJsonArray(objectives)
                .addJsonArray(keyResults))
        .map(rows -> rows.stream().map(row -> row.getUUID(0)).collect(toSet()));
  }

  private static JsonArray rows(
      List<Projection> projections, Function<RecordContent, JsonArray> rowsOf) {
    JsonArray all = new JsonArray();
    for (Projection projection : projections) {
      for (Object row : rowsOf.apply(projection.content())) {
        all.add(((JsonObject) row).put("document_id", projection.documentId().toString()));
      }
    }
    return all;
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
