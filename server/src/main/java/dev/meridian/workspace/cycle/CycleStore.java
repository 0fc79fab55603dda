package dev.meridian.workspace.cycle;

import dev.meridian.db.Sql;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.SqlClient;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/// The table `cycle`.
public final class CycleStore {

  private static final String ADD =
      """
      insert into cycle (id, workspace_id, name, starts_on, ends_on, time_zone, created_at)
      values ($1, $2, $3, $4, $5, $6, $7)
      """;

  private static final String SELECT =
      """
      select id, workspace_id, name, starts_on, ends_on, time_zone, created_at, archived_at
      from cycle
      """;

  private static final String ALL =
      SELECT + "where workspace_id = $1 order by starts_on, created_at, id";

  private static final String FIND = SELECT + "where workspace_id = $1 and id = $2";

  private static final String LOCK = FIND + " for update";

  private static final String UPDATE =
      """
      update cycle set name = $2, starts_on = $3, ends_on = $4, time_zone = $5, archived_at = $6
      where id = $1
      """;

  void add(SqlClient client, Cycle cycle) {
    Sql.change(
        client,
        ADD,
        cycle.id(),
        cycle.workspaceId(),
        cycle.name(),
        cycle.start(),
        cycle.end(),
        cycle.timeZone(),
        cycle.createdAt());
  }

  /// Archived ones too, by their first day.
  List<Cycle> all(SqlClient client, UUID workspaceId) {
    return Sql.all(client, ALL, CycleStore::cycle, workspaceId);
  }

  public Optional<Cycle> find(SqlClient client, UUID workspaceId, UUID id) {
    return Sql.first(client, FIND, CycleStore::cycle, workspaceId, id);
  }

  /// Held until the commit.
  Optional<Cycle> lock(SqlClient client, UUID workspaceId, UUID id) {
    return Sql.first(client, LOCK, CycleStore::cycle, workspaceId, id);
  }

  void update(SqlClient client, Cycle cycle) {
    Sql.change(
        client,
        UPDATE,
        cycle.id(),
        cycle.name(),
        cycle.start(),
        cycle.end(),
        cycle.timeZone(),
        cycle.archivedAt());
  }

  private static Cycle cycle(Row row) {
    return new Cycle(
        row.getUUID("id"),
        row.getUUID("workspace_id"),
        row.getString("name"),
        row.getLocalDate("starts_on"),
        row.getLocalDate("ends_on"),
        row.getString("time_zone"),
        Sql.instant(row, "created_at"),
        Sql.instantOrNull(row, "archived_at"));
  }
}
