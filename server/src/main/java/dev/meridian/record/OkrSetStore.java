package dev.meridian.record;

import dev.meridian.db.Sql;
import dev.meridian.workspace.Editing;
import dev.meridian.workspace.TeamRule;
import io.vertx.core.json.JsonObject;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.SqlClient;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// The table `okr_set`, and the rows of a new document.
final class OkrSetStore {
  private static final String COLUMNS =
      """
      select s.id, s.workspace_id, s.team_id, s.cycle_id, s.document_id, s.created_at
      """;

  private static final String LIST =
      COLUMNS
          + """
            , (select count(*) from objective o
               where o.document_id = s.document_id and o.removed_at is null) as objectives
            , (select count(*) from key_result k
               join objective o on o.document_id = k.document_id and o.id = k.objective_id
               where k.document_id = s.document_id and k.removed_at is null
                 and o.removed_at is null) as key_results
          from okr_set s
          where s.workspace_id = $1
          order by s.created_at, s.id
          """;

  private static final String RULED =
      COLUMNS
          + """
            , t.editing, t.archived_at is not null as archived
            , exists (select from team_member tm
                      where tm.team_id = t.id and tm.member_id = $2) as is_member
          from okr_set s
          left join team t on t.id = s.team_id
          """;

  private static final String FIND = RULED + "where s.id = $1";

  private static final String FIND_BY_DOCUMENT = RULED + "where s.document_id = $1";

  private static final String ADD_DOCUMENT =
      "insert into document (id, workspace_id, kind, created_at) values ($1, $2, 'okr-set', $3)";

  private static final String ADD_HEAD = "insert into document_head (document_id) values ($1)";

  private static final String ADD =
      """
      insert into okr_set (id, workspace_id, team_id, cycle_id, document_id, created_at, created_by)
      values ($1, $2, $3, $4, $5, $6, $7)
      on conflict (workspace_id, cycle_id, team_id) do nothing
      """;

  private static final String EXISTING =
      """
      select id from okr_set
      where workspace_id = $1 and cycle_id = $2 and team_id is not distinct from $3
      """;

  private static final String OPEN_CYCLE =
      "select 1 from cycle where workspace_id = $1 and id = $2 and archived_at is null";

  private static final String OPEN_TEAM =
      "select 1 from team where workspace_id = $1 and id = $2 and archived_at is null";

  /// The summaries, oldest first.
  List<JsonObject> summaries(SqlClient client, UUID workspaceId) {
    return Sql.all(
        client,
        LIST,
        row ->
            okrSet(row)
                .toJson()
                .put("objectiveCount", row.getInteger("objectives"))
                .put("keyResultCount", row.getInteger("key_results")),
        workspaceId);
  }

  Optional<OkrSet.Ruled> find(SqlClient client, UUID id, UUID memberId) {
    return Sql.first(client, FIND, OkrSetStore::ruled, id, memberId);
  }

  /// The record whose document it is.
  Optional<OkrSet.Ruled> findByDocument(SqlClient client, UUID documentId, UUID memberId) {
    return Sql.first(client, FIND_BY_DOCUMENT, OkrSetStore::ruled, documentId, memberId);
  }

  /// Adds the record with an empty document. False when there is one for the team and cycle.
  boolean add(SqlClient client, OkrSet okrSet, UUID createdBy) {
    Sql.change(client, ADD_DOCUMENT, okrSet.documentId(), okrSet.workspaceId(), okrSet.createdAt());
    Sql.change(client, ADD_HEAD, okrSet.documentId());
    return Sql.change(
            client,
            ADD,
            okrSet.id(),
            okrSet.workspaceId(),
            okrSet.teamId(),
            okrSet.cycleId(),
            okrSet.documentId(),
            okrSet.createdAt(),
            createdBy)
        == 1;
  }

  UUID existing(SqlClient client, UUID workspaceId, UUID cycleId, @Nullable UUID teamId) {
    return Sql.first(client, EXISTING, row -> row.getUUID("id"), workspaceId, cycleId, teamId)
        .orElseThrow();
  }

  boolean isOpenCycle(SqlClient client, UUID workspaceId, UUID cycleId) {
    return Sql.first(client, OPEN_CYCLE, row -> row, workspaceId, cycleId).isPresent();
  }

  boolean isOpenTeam(SqlClient client, UUID workspaceId, UUID teamId) {
    return Sql.first(client, OPEN_TEAM, row -> row, workspaceId, teamId).isPresent();
  }

  private static OkrSet.Ruled ruled(Row row) {
    String editing = row.getString("editing");
    return new OkrSet.Ruled(
        okrSet(row),
        editing == null
            ? null
            : new TeamRule(
                Editing.of(editing), row.getBoolean("archived"), row.getBoolean("is_member")));
  }

  private static OkrSet okrSet(Row row) {
    return new OkrSet(
        row.getUUID("id"),
        row.getUUID("workspace_id"),
        row.getUUID("team_id"),
        row.getUUID("cycle_id"),
        row.getUUID("document_id"),
        Sql.instant(row, "created_at"));
  }
}
