package dev.meridian.auth.setup;

import dev.meridian.db.Sha256;
import dev.meridian.db.Sql;
import io.vertx.core.Future;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.SqlClient;
import java.security.SecureRandom;
import java.time.Instant;

/// The one row of the table `installation`.
final class InstallationStore {

  private static final String ENSURE =
      "insert into installation (epoch) values ($1) on conflict (one) do nothing";

  private static final String IS_SET_UP =
      "select set_up_at is not null as set_up from installation";

  private static final String OFFER =
      """
      update installation set setup_token_hash = $1 where set_up_at is null returning epoch
      """;

  private static final String SET_UP =
      """
      update installation set set_up_at = $2, setup_token_hash = null
      where set_up_at is null and setup_token_hash = $1
      """;

  /// Makes the row at the first start ever.
  Future<?> ensure(Pool pool) {
    return pool.preparedQuery(ENSURE).execute(Sql.tuple(new SecureRandom().nextLong()));
  }

  /// Makes the token the one that is asked for; succeeds with whether it is still needed.
  Future<Boolean> offer(Pool pool, String token) {
    return pool.preparedQuery(OFFER)
        .execute(Sql.tuple(Sha256.of(token)))
        .map(rows -> rows.size() == 1);
  }

  boolean isSetUp(SqlClient client) {
    return Sql.first(client, IS_SET_UP, row -> row.getBoolean("set_up")).orElse(false);
  }

  /// Whether the token was right and nobody was faster.
  boolean setUp(SqlClient client, String token, Instant now) {
    return Sql.change(client, SET_UP, Sha256.of(token), now) == 1;
  }
}
