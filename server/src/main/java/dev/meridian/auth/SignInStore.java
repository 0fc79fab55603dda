package dev.meridian.auth;

import dev.meridian.db.Sha256;
import dev.meridian.db.Sql;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.SqlClient;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// The tables `sign_in` and `refresh_token`.
final class SignInStore {

  private static final String ADD =
      """
      insert into sign_in
        (id, account_id, member_id, started_at, last_used_at, expires_at, user_agent, address)
      values ($1, $2, $3, $4, $5, $6, $7, $8)
      """;

  private static final String SELECT =
      """
      select s.id, s.account_id, s.member_id, s.started_at, s.last_used_at, s.expires_at,
             s.user_agent, s.address, s.ended_at
      from sign_in s
      """;

  private static final String LIVE =
      SELECT
          + "where s.account_id = $1 and s.ended_at is null and s.expires_at > $2"
          + " order by s.last_used_at desc, s.id";

  private static final String LOCK = SELECT + "where s.id = $1 for update";

  private static final String END =
      """
      update sign_in set ended_at = $3, end_reason = $4
      where account_id = $1 and id = $2 and ended_at is null
      """;

  private static final String END_ALL =
      """
      update sign_in set ended_at = $3, end_reason = $4
      where account_id = $1 and id is distinct from $2 and ended_at is null
      """;

  private static final String END_OF_MEMBER =
      """
      update sign_in set ended_at = $2, end_reason = $3 where member_id = $1 and ended_at is null
      """;

  private static final String USE =
      "update sign_in set last_used_at = $2, expires_at = $3 where id = $1";

  private static final String MOVE =
      "update sign_in set member_id = $2 where id = $1 and ended_at is null";

  private static final String ADD_TOKEN =
      """
      insert into refresh_token (hash, sign_in_id, issued_at) values ($1, $2, $3)
      on conflict (hash) do nothing
      """;

  private static final String FIND_TOKEN =
      "select sign_in_id, used_at from refresh_token where hash = $1";

  private static final String USE_TOKEN = "update refresh_token set used_at = $2 where hash = $1";

  /// @param usedAt null while it is the newest of its sign-in
  record Refresh(UUID signInId, @Nullable Instant usedAt) {}

  void add(SqlClient client, SignIn signIn) {
    Sql.change(
        client,
        ADD,
        signIn.id(),
        signIn.accountId(),
        signIn.memberId(),
        signIn.startedAt(),
        signIn.lastUsedAt(),
        signIn.expiresAt(),
        signIn.userAgent(),
        signIn.address());
  }

  /// Those of the account that last, latest used first.
  List<SignIn> live(SqlClient client, UUID accountId, Instant now) {
    return Sql.all(client, LIVE, SignInStore::signIn, accountId, now);
  }

  /// Also one that has ended; held until the commit.
  Optional<SignIn> lock(SqlClient client, UUID id) {
    return Sql.first(client, LOCK, SignInStore::signIn, id);
  }

  /// Whether there was such a sign-in of the account.
  boolean end(SqlClient client, UUID accountId, UUID id, Instant now, EndReason reason) {
    return Sql.change(client, END, accountId, id, now, reason.word()) == 1;
  }

  /// @param except lasts on; null = none
  void endAll(
      SqlClient client, UUID accountId, @Nullable UUID except, Instant now, EndReason reason) {
    Sql.change(client, END_ALL, accountId, except, now, reason.word());
  }

  void endOfMember(SqlClient client, UUID memberId, Instant now, EndReason reason) {
    Sql.change(client, END_OF_MEMBER, memberId, now, reason.word());
  }

  void use(SqlClient client, UUID id, Instant now, Instant expiresAt) {
    Sql.change(client, USE, id, now, expiresAt);
  }

  /// Whether it still lasted.
  boolean move(SqlClient client, UUID id, UUID memberId) {
    return Sql.change(client, MOVE, id, memberId) == 1;
  }

  void addToken(SqlClient client, UUID signInId, String token, Instant now) {
    Sql.change(client, ADD_TOKEN, Sha256.of(token), signInId, now);
  }

  Optional<Refresh> findToken(SqlClient client, String token) {
    return Sql.first(
        client,
        FIND_TOKEN,
        row -> new Refresh(row.getUUID("sign_in_id"), Sql.instantOrNull(row, "used_at")),
        Sha256.of(token));
  }

  void useToken(SqlClient client, String token, Instant now) {
    Sql.change(client, USE_TOKEN, Sha256.of(token), now);
  }

  private static SignIn signIn(Row row) {
    return new SignIn(
        row.getUUID("id"),
        row.getUUID("account_id"),
        row.getUUID("member_id"),
        Sql.instant(row, "started_at"),
        Sql.instant(row, "last_used_at"),
        Sql.instant(row, "expires_at"),
        row.getString("user_agent"),
        row.getString("address"),
        Sql.instantOrNull(row, "ended_at"));
  }
}
