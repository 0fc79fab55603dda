package dev.meridian.auth.password;

import dev.meridian.auth.LinkStore;
import dev.meridian.db.Sha256;
import dev.meridian.db.Sql;
import io.vertx.sqlclient.SqlClient;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/// The table `reset_link`.
final class ResetLinkStore {

  private static final String ADD =
      """
      insert into reset_link (hash, account_id, created_by, created_at, expires_at)
      values ($1, $2, $3, $4, $5)
      """;

  private static final String USE =
      """
      update reset_link set used_at = $2
      where hash = $1 and used_at is null and expires_at > $2
      returning account_id
      """;

  private final LinkStore links = new LinkStore();

  void add(
      SqlClient client, String token, UUID accountId, UUID createdBy, Instant now, Instant end) {
    Sql.change(client, ADD, Sha256.of(token), accountId, createdBy, now, end);
  }

  /// The account, when the link is good; it is used up then, and so are all others of the account.
  Optional<UUID> use(SqlClient client, String token, Instant now) {
    var accountId = Sql.first(client, USE, row -> row.getUUID("account_id"), Sha256.of(token), now);
    accountId.ifPresent(id -> links.closeResetsOf(client, id, now));
    return accountId;
  }
}
