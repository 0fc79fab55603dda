package dev.meridian.auth;

import dev.meridian.db.Sha256;
import dev.meridian.db.Sql;
import dev.meridian.workspace.Caller;
import dev.meridian.workspace.Role;
import io.vertx.core.Future;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.SqlClient;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/// Reads who a sign-in is, and the table `ticket`. Does not wait: event loops ask too.
final class CallerStore {

  private static final String FIND =
      """
      select s.id, s.account_id, s.member_id, s.expires_at, m.workspace_id, m.role,
             a.installation_admin
      from sign_in s
      join member m on m.id = s.member_id and m.removed_at is null
      join account a on a.id = s.account_id
      where s.id = $1 and s.ended_at is null
      """;

  private static final String ADD_TICKET =
      "insert into ticket (hash, sign_in_id, expires_at) values ($1, $2, $3)";

  private static final String USE_TICKET =
      "delete from ticket where hash = $1 returning sign_in_id, expires_at";

  /// A caller, and when his sign-in ends by itself.
  record Known(Caller caller, Instant expiresAt) {}

  /// @param expiresAt of the ticket
  record UsedTicket(UUID signInId, Instant expiresAt) {}

  private final Pool pool;

  CallerStore(Pool pool) {
    this.pool = pool;
  }

  /// Empty when the sign-in has ended or the member was removed.
  Future<Optional<Known>> find(UUID signInId) {
    return pool.preparedQuery(FIND)
        .execute(Sql.tuple(signInId))
        .map(rows -> rows.stream().findFirst().map(CallerStore::known));
  }

  static Future<?> addTicket(SqlClient client, String ticket, UUID signInId, Instant expiresAt) {
    return client
        .preparedQuery(ADD_TICKET)
        .execute(Sql.tuple(Sha256.of(ticket), signInId, expiresAt));
  }

  /// Takes the ticket away; empty when there is none.
  Future<Optional<UsedTicket>> useTicket(String ticket) {
    return pool.preparedQuery(USE_TICKET)
        .execute(Sql.tuple(Sha256.of(ticket)))
        .map(rows ->
            rows.stream()
                .findFirst()
                .map(row ->
                    new UsedTicket(row.getUUID("sign_in_id"), Sql.instant(row, "expires_at"))));
  }

  private static Known known(Row row) {
    var caller =
        new Caller(
            row.getUUID("member_id"),
            row.getUUID("account_id"),
            row.getUUID("workspace_id"),
            row.getUUID("id"),
            Role.of(row.getString("role")),
            row.getBoolean("installation_admin"));
    return new Known(caller, Sql.instant(row, "expires_at"));
  }
}
