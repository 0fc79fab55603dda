package dev.meridian.auth.token;

import dev.meridian.db.Sql;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.SqlConnection;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/// The table `signing_key`: shared by all nodes, which make a new key when the newest is about to
/// retire. One row, `refresh`, is not for access tokens: it derives refresh tokens from their
/// predecessors, and stays.
final class SigningKeyStore {

  private static final Duration SIGNS = Duration.ofDays(30);
  private static final Duration VERIFIES_LONGER = Duration.ofDays(1);

  /// A node may hold its keys for so long without looking again.
  static final Duration MARGIN = Duration.ofHours(2);

  private static final String REFRESH = "refresh";
  private static final Instant NEVER = Instant.parse("9999-01-01T00:00:00Z");

  private static final String LOCK =
      "select pg_advisory_xact_lock(hashtext('meridian.signing_key'))";

  private static final String LIVE =
      """
      select kid, secret, retires_at, expires_at from signing_key
      where kid <> 'refresh' and expires_at > $1 order by created_at desc, kid
      """;

  private static final String FIND = "select secret from signing_key where kid = $1";

  private static final String ADD =
      """
      insert into signing_key (kid, secret, created_at, retires_at, expires_at)
      values ($1, $2, $3, $4, $5) on conflict (kid) do nothing
      """;

  private static final String FORGET = "delete from signing_key where expires_at <= $1";

  private final Pool pool;

  SigningKeyStore(Pool pool) {
    this.pool = pool;
  }

  /// The keys that verify, newest first; the newest signs for longer than the margin.
  Future<List<SigningKey>> load(Instant now) {
    return keys(pool.preparedQuery(LIVE).execute(Sql.tuple(now)))
        .compose(keys -> signsLongEnough(keys, now) ? Future.succeededFuture(keys) : rotate(now));
  }

  private Future<List<SigningKey>> rotate(Instant now) {
    return pool.withTransaction(connection ->
        connection
            .query(LOCK)
            .execute()
            .compose(_ -> keys(connection.preparedQuery(LIVE).execute(Sql.tuple(now))))
            .compose(keys ->
                signsLongEnough(keys, now) ? Future.succeededFuture(keys) : add(connection, now)));
  }

  private static Future<List<SigningKey>> add(SqlConnection connection, Instant now) {
    var retires = now.plus(SIGNS);
    return add(connection, Tokens.random(), now, retires, retires.plus(VERIFIES_LONGER))
        .compose(_ -> connection.preparedQuery(FORGET).execute(Sql.tuple(now)))
        .compose(_ -> keys(connection.preparedQuery(LIVE).execute(Sql.tuple(now))));
  }

  private static Future<?> add(
      SqlConnection connection, String kid, Instant now, Instant retires, Instant expires) {
    return connection
        .preparedQuery(ADD)
        .execute(Sql.tuple(kid, Buffer.buffer(Tokens.randomBytes()), now, retires, expires));
  }

  /// The secret of refresh tokens; made at the first call ever.
  Future<Buffer> refreshSecret(Instant now) {
    return pool.withTransaction(connection ->
        add(connection, REFRESH, now, NEVER, NEVER)
            .compose(_ -> connection.preparedQuery(FIND).execute(Sql.tuple(REFRESH)))
            .map(rows -> rows.iterator().next().getBuffer("secret")));
  }

  private static boolean signsLongEnough(List<SigningKey> keys, Instant now) {
    return !keys.isEmpty() && keys.getFirst().retiresAt().isAfter(now.plus(MARGIN));
  }

  private static Future<List<SigningKey>> keys(Future<RowSet<Row>> rows) {
    return rows.map(found -> found.stream().map(SigningKeyStore::key).toList());
  }

  private static SigningKey key(Row row) {
    return new SigningKey(
        row.getString("kid"),
        row.getBuffer("secret"),
        Sql.instant(row, "retires_at"),
        Sql.instant(row, "expires_at"));
  }
}
