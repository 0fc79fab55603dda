package dev.meridian.workspace.team;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.mapping;
import static java.util.stream.Collectors.toList;

import dev.meridian.db.Sql;
import dev.meridian.workspace.Editing;
import dev.meridian.workspace.TeamRule;
import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.SqlClient;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/// The tables `team` and `team_member`.
public final class TeamStore {

  private static final String ADD =
      """
      insert into team (id, workspace_id, name, editing, created_at) values ($1, $2, $3, $4, $5)
      """;

  private static final String SELECT =
      "select id, workspace_id, name, editing, created_at, archived_at from team ";

  private static final String ALL = SELECT + "where workspace_id = $1 order by created_at, id";

  private static final String FIND = SELECT + "where workspace_id = $1 and id = $2";

  private static final String LOCK = FIND + " for update";

  private static final String UPDATE =
      "update team set name = $2, editing = $3, archived_at = $4 where id = $1";

  private static final String MEMBERS_OF_ALL =
      """
      select tm.team_id, tm.member_id, tm.joined_at
      from team_member tm join team t on t.id = tm.team_id
      where t.workspace_id = $1 order by tm.joined_at, tm.member_id
      """;

  private static final String MEMBERS =
      """
      select team_id, member_id, joined_at from team_member
      where team_id = $1 order by joined_at, member_id
      """;

  private static final String ADD_MEMBER =
      """
      insert into team_member (team_id, member_id, joined_at) values ($1, $2, $3)
      on conflict do nothing
      """;

  private static final String REMOVE_MEMBER =
      "delete from team_member where team_id = $1 and member_id = $2";

  private static final String RULE =
      """
      select t.editing, t.archived_at is not null as archived,
             exists (select 1 from team_member tm where tm.team_id = t.id and tm.member_id = $2)
               as is_member
      from team t where t.id = $1
      """;

  /// Without its members.
  public void add(SqlClient client, Team team) {
    Sql.change(
        client,
        ADD,
        team.id(),
        team.workspaceId(),
        team.name(),
        team.editing().word(),
        team.createdAt());
  }

  /// Archived ones too, oldest first.
  public List<Team> all(SqlClient client, UUID workspaceId) {
    Map<UUID, List<Team.OnTeam>> members =
        Sql.all(client, MEMBERS_OF_ALL, TeamStore::membership, workspaceId).stream()
            .collect(groupingBy(Membership::teamId, mapping(Membership::who, toList())));
    return Sql.all(client, ALL, TeamStore::team, workspaceId).stream()
        .map(team -> team.withMembers(members.getOrDefault(team.id(), List.of())))
        .toList();
  }

  public Optional<Team> find(SqlClient client, UUID workspaceId, UUID id) {
    return find(client, FIND, workspaceId, id);
  }

  /// Held until the commit.
  Optional<Team> lock(SqlClient client, UUID workspaceId, UUID id) {
    return find(client, LOCK, workspaceId, id);
  }

  private static Optional<Team> find(SqlClient client, String sql, UUID workspaceId, UUID id) {
    return Sql.first(client, sql, TeamStore::team, workspaceId, id)
        .map(team ->
            team.withMembers(Sql.all(client, MEMBERS, row -> membership(row).who(), team.id())));
  }

  void update(SqlClient client, Team team) {
    Sql.change(client, UPDATE, team.id(), team.name(), team.editing().word(), team.archivedAt());
  }

  /// Whether the member was not on the team yet.
  public boolean addMember(SqlClient client, UUID teamId, UUID memberId, Instant now) {
    return Sql.change(client, ADD_MEMBER, teamId, memberId, now) == 1;
  }

  /// Whether the member was on the team.
  boolean removeMember(SqlClient client, UUID teamId, UUID memberId) {
    return Sql.change(client, REMOVE_MEMBER, teamId, memberId) == 1;
  }

  /// What the team says about writing, seen from a member; empty when there is no such team. Does
  /// not wait: event loops ask too.
  public Future<Optional<TeamRule>> rule(SqlClient client, UUID teamId, UUID memberId) {
    return client
        .preparedQuery(RULE)
        .execute(Sql.tuple(teamId, memberId))
        .map(rows -> rows.stream().findFirst().map(TeamStore::teamRule));
  }

  private static TeamRule teamRule(Row row) {
    return new TeamRule(
        Editing.of(row.getString("editing")),
        row.getBoolean("archived"),
        row.getBoolean("is_member"));
  }

  private record Membership(UUID teamId, Team.OnTeam who) {}

  private static Membership membership(Row row) {
    return new Membership(
        row.getUUID("team_id"),
        new Team.OnTeam(row.getUUID("member_id"), Sql.instant(row, "joined_at")));
  }

  private static Team team(Row row) {
    return new Team(
        row.getUUID("id"),
        row.getUUID("workspace_id"),
        row.getString("name"),
        Editing.of(row.getString("editing")),
        Sql.instant(row, "created_at"),
        Sql.instantOrNull(row, "archived_at"),
        List.of());
  }
}
