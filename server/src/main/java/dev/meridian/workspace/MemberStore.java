package dev.meridian.workspace;

import dev.meridian.db.Sql;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.SqlClient;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/// The table `member`, with the e-mail of its account.
public final class MemberStore {

  /// The unique index that lets an account be a member of a workspace only once.
  public static final String ONCE = "member_of_workspace";

  private static final String ADD =
      """
      insert into member (id, workspace_id, account_id, name, role, time_zone, joined_at)
      values ($1, $2, $3, $4, $5, $6, $7)
      """;

  private static final String SELECT =
      """
      select m.id, m.workspace_id, m.account_id, m.name, a.email, m.role, m.time_zone,
             a.installation_admin, m.joined_at, m.removed_at
      from member m join account a on a.id = m.account_id
      """;

  private static final String FIND = SELECT + "where m.workspace_id = $1 and m.id = $2";

  private static final String BY_ID = SELECT + "where m.id = $1";

  private static final String OF_ACCOUNT =
      SELECT + "where m.workspace_id = $1 and m.account_id = $2 and m.removed_at is null";

  private static final String ALL = SELECT + "where m.workspace_id = $1 order by m.joined_at, m.id";

  private static final String UPDATE =
      """
      update member set name = $2, role = $3, time_zone = $4 where id = $1
      """;

  private static final String REMOVE = "update member set removed_at = $2 where id = $1";

  private static final String LEAVE_TEAMS = "delete from team_member where member_id = $1";

  private static final String OTHER_ADMINS =
      """
      select count(*)::int as count from member
      where workspace_id = $1 and id <> $2 and role = 'admin' and removed_at is null
      """;

  private static final String MEMBERSHIPS =
      """
      select count(*)::int as count from member where account_id = $1 and removed_at is null
      """;

  public void add(SqlClient client, Member member) {
    Sql.change(
        client,
        ADD,
        member.id(),
        member.workspaceId(),
        member.accountId(),
        member.name(),
        member.role().word(),
        member.timeZone(),
        member.joinedAt());
  }

  /// Also one who was removed.
  public Optional<Member> find(SqlClient client, UUID workspaceId, UUID id) {
    return Sql.first(client, FIND, MemberStore::member, workspaceId, id);
  }

  /// In whatever workspace.
  public Optional<Member> byId(SqlClient client, UUID id) {
    return Sql.first(client, BY_ID, MemberStore::member, id);
  }

  public Optional<Member> ofAccount(SqlClient client, UUID workspaceId, UUID accountId) {
    return Sql.first(client, OF_ACCOUNT, MemberStore::member, workspaceId, accountId);
  }

  /// Those who were removed too.
  public List<Member> all(SqlClient client, UUID workspaceId) {
    return Sql.all(client, ALL, MemberStore::member, workspaceId);
  }

  public void update(SqlClient client, Member member) {
    Sql.change(client, UPDATE, member.id(), member.name(), member.role().word(), member.timeZone());
  }

  public void remove(SqlClient client, UUID id, Instant at) {
    Sql.change(client, LEAVE_TEAMS, id);
    Sql.change(client, REMOVE, id, at);
  }

  /// How many admins the workspace has besides this member; true only while it is locked.
  public int otherAdmins(SqlClient client, UUID workspaceId, UUID id) {
    return Sql.first(client, OTHER_ADMINS, row -> row.getInteger("count"), workspaceId, id)
        .orElse(0);
  }

  /// How many workspaces the account is a member of.
  public int memberships(SqlClient client, UUID accountId) {
    return Sql.first(client, MEMBERSHIPS, row -> row.getInteger("count"), accountId).orElse(0);
  }

  private static Member member(Row row) {
    return new Member(
        row.getUUID("id"),
        row.getUUID("workspace_id"),
        row.getUUID("account_id"),
        row.getString("name"),
        row.getString("email"),
        Role.of(row.getString("role")),
        row.getString("time_zone"),
        row.getBoolean("installation_admin"),
        Sql.instant(row, "joined_at"),
        Sql.instantOrNull(row, "removed_at"));
  }
}
