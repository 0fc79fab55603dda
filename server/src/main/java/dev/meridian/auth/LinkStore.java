package dev.meridian.auth;

import dev.meridian.db.Sql;
import io.vertx.sqlclient.SqlClient;
import java.time.Instant;
import java.util.UUID;

/// Open links, invitations and reset links alike, closed because of what became of their people.
public final class LinkStore {

  private static final String REVOKE_MADE_BY =
      """
      update invitation set revoked_at = $2
      where invited_by = $1 and accepted_at is null and revoked_at is null
      """;

  private static final String VOID_MADE_BY =
      "update reset_link set used_at = $2 where created_by = $1 and used_at is null";

  private static final String VOID_FOR =
      "update reset_link set used_at = $2 where account_id = $1 and used_at is null";

  /// A member lost the right to make links: those that he made open nothing any more.
  public void closeMadeBy(SqlClient client, UUID memberId, Instant now) {
    Sql.change(client, REVOKE_MADE_BY, memberId, now);
    Sql.change(client, VOID_MADE_BY, memberId, now);
  }

  /// The account has a new password, or joined another workspace, which a reset link of the first
  /// must not open.
  public void closeResetsOf(SqlClient client, UUID accountId, Instant now) {
    Sql.change(client, VOID_FOR, accountId, now);
  }
}
