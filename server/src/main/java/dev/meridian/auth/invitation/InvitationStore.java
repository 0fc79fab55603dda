package dev.meridian.auth.invitation;

import dev.meridian.db.Sha256;
import dev.meridian.db.Sql;
import dev.meridian.workspace.Role;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.SqlClient;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/// The table `invitation`.
final class InvitationStore {

  private static final String ADD =
      """
      insert into invitation
        (id, workspace_id, hash, role, email_key, team_id, invited_by, created_at, expires_at)
      values ($1, $2, $3, $4, $5, $6, $7, $8, $9)
      """;

  private static final String SELECT =
      """
      select id, workspace_id, role, email_key, team_id, invited_by, created_at, expires_at,
             accepted_at, accepted_by, revoked_at
      from invitation
      """;

  private static final String ALL = SELECT + "where workspace_id = $1 order by created_at, id";

  private static final String BY_TOKEN = SELECT + "where hash = $1";

  private static final String LOCK = BY_TOKEN + " for update";

  private static final String REVOKE =
      """
      update invitation set revoked_at = $3
      where workspace_id = $1 and id = $2 and accepted_at is null and revoked_at is null
      """;

  private static final String EXISTS =
      "select id from invitation where workspace_id = $1 and id = $2";

  private static final String ACCEPT =
      "update invitation set accepted_at = $2, accepted_by = $3 where id = $1";

  void add(SqlClient client, Invitation invitation, String token) {
    Sql.change(
        client,
        ADD,
        invitation.id(),
        invitation.workspaceId(),
        Sha256.of(token),
        invitation.role().word(),
        invitation.emailKey(),
        invitation.teamId(),
        invitation.invitedBy(),
        invitation.createdAt(),
        invitation.expiresAt());
  }

  List<Invitation> all(SqlClient client, UUID workspaceId) {
    return Sql.all(client, ALL, InvitationStore::invitation, workspaceId);
  }

  Optional<Invitation> byToken(SqlClient client, String token) {
    return Sql.first(client, BY_TOKEN, InvitationStore::invitation, Sha256.of(token));
  }

  /// Held until the commit.
  Optional<Invitation> lock(SqlClient client, String token) {
    return Sql.first(client, LOCK, InvitationStore::invitation, Sha256.of(token));
  }

  boolean exists(SqlClient client, UUID workspaceId, UUID id) {
    return Sql.first(client, EXISTS, row -> row.getUUID("id"), workspaceId, id).isPresent();
  }

  /// Whether it was open.
  boolean revoke(SqlClient client, UUID workspaceId, UUID id, Instant now) {
    return Sql.change(client, REVOKE, workspaceId, id, now) == 1;
  }

  void accept(SqlClient client, UUID id, UUID memberId, Instant now) {
    Sql.change(client, ACCEPT, id, now, memberId);
  }

  private static Invitation invitation(Row row) {
    return new Invitation(
        row.getUUID("id"),
        row.getUUID("workspace_id"),
        Role.of(row.getString("role")),
        row.getString("email_key"),
        row.getUUID("team_id"),
        row.getUUID("invited_by"),
        Sql.instant(row, "created_at"),
        Sql.instant(row, "expires_at"),
        Sql.instantOrNull(row, "accepted_at"),
        row.getUUID("accepted_by"),
        Sql.instantOrNull(row, "revoked_at"));
  }
}
