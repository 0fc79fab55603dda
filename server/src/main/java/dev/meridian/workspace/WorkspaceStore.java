package dev.meridian.workspace;

import dev.meridian.db.Sql;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.SqlClient;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/// The table `workspace`.
public final class WorkspaceStore {

  private static final String ADD =
      """
      insert into workspace (id, name, time_zone, created_at) values ($1, $2, $3, $4)
      """;

  private static final String FIND =
      """
      select id, name, time_zone, created_at from workspace where id = $1
      """;

  private static final String LOCK = "select id from workspace where id = $1 for update";

  private static final String OF_ACCOUNT =
      """
      select w.id, w.name, w.time_zone, w.created_at
      from workspace w join member m on m.workspace_id = w.id
      where m.account_id = $1 and m.removed_at is null
      order by w.name, w.id
      """;

  private static final String UPDATE =
      """
      update workspace set name = $2, time_zone = $3 where id = $1
      """;

  public void add(SqlClient client, Workspace workspace) {
    Sql.change(
        client, ADD, workspace.id(), workspace.name(), workspace.timeZone(), workspace.createdAt());
  }

  public Optional<Workspace> find(SqlClient client, UUID id) {
    return Sql.first(client, FIND, WorkspaceStore::workspace, id);
  }

  /// Holds back every other change of the workspace's members and settings until the commit.
  public void lock(SqlClient client, UUID id) {
    Sql.change(client, LOCK, id);
  }

  /// Those that the account is a member of, by name.
  public List<Workspace> ofAccount(SqlClient client, UUID accountId) {
    return Sql.all(client, OF_ACCOUNT, WorkspaceStore::workspace, accountId);
  }

  public void update(SqlClient client, Workspace workspace) {
    Sql.change(client, UPDATE, workspace.id(), workspace.name(), workspace.timeZone());
  }

  private static Workspace workspace(Row row) {
    return new Workspace(
        row.getUUID("id"),
        row.getString("name"),
        row.getString("time_zone"),
        Sql.instant(row, "created_at"));
  }
}
