package dev.meridian.db;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.net.NetClientOptions;
import io.vertx.pgclient.PgBuilder;
import io.vertx.pgclient.PgConnectOptions;
import io.vertx.pgclient.PgException;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.PoolOptions;
import java.net.ConnectException;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.HashMap;

/// The pool of connections to the one Postgres, checked to be one that keeps what it has committed.
public final class Database {

  private static final int OLDEST_VERSION = 150_000;
  private static final Duration PATIENCE = Duration.ofSeconds(10);

  private static final String CHECK =
      """
      select current_setting('server_version_num')::int as version,
             current_setting('fsync') as fsync,
             current_setting('synchronous_commit') as synchronous_commit
      """;

  private final Vertx vertx;
  private final PgConnectOptions options;
  private final Pool pool;

  private Database(Vertx vertx, PgConnectOptions options, int poolSize) {
    this.vertx = vertx;
    this.options = options;
    this.pool = pool(poolSize);
  }

  /// Connects and checks. Fails with a [DatabaseProblem] when the database cannot be reached, is
  /// too old, or may lose commits.
  ///
  /// @param url `postgresql://user:password@host:port/database`
  public static Future<Database> open(Vertx vertx, String url, int poolSize) {
    var database = new Database(vertx, options(url), poolSize);
    return database
        .check()
        .map(database)
        .recover(problem ->
            database.pool.close().otherwiseEmpty().transform(_ -> Future.failedFuture(problem)));
  }

  /// A connection that waits for a lock, or sits in a transaction, for more than two seconds gives
  /// up, so that a paused node holds nobody.
  private static PgConnectOptions options(String url) {
    var options = PgConnectOptions.fromUri(url);
    options.setCachePreparedStatements(true);
    var properties = new HashMap<>(options.getProperties());
    properties.put("application_name", "meridian");
    properties.put("TimeZone", "UTC"); // instants that Postgres writes as text
    properties.put("lock_timeout", "2000");
    properties.put("idle_in_transaction_session_timeout", "2000");
    return options.setProperties(properties);
  }

  private Pool pool(int size) {
    return PgBuilder.pool()
        .with(new PoolOptions().setMaxSize(size).setConnectionTimeout((int) PATIENCE.toSeconds()))
        .with(new NetClientOptions().setConnectTimeout((int) PATIENCE.toMillis()))
        .connectingTo(options)
        .using(vertx)
        .build();
  }

  private Future<Void> check() {
    return pool.query(CHECK)
        .execute()
        .recover(failure -> Future.failedFuture(unreachable(failure)))
        .compose(rows -> {
          var row = rows.iterator().next();
          if (row.getInteger("version") < OLDEST_VERSION) {
            return refuse("Meridian needs PostgreSQL 15 or later.");
          }
          if (row.getString("fsync").equals("off")
              || row.getString("synchronous_commit").equals("off")) {
            return refuse(
                "This PostgreSQL may lose what it has committed: set fsync and synchronous_commit"
                    + " to on.");
          }
          return Future.succeededFuture();
        });
  }

  private static Future<Void> refuse(String sentence) {
    return Future.failedFuture(new DatabaseProblem(sentence));
  }

  private DatabaseProblem unreachable(Throwable failure) {
    var where = "%s:%d/%s".formatted(options.getHost(), options.getPort(), options.getDatabase());
    var why =
        switch (failure) {
          case PgException refused -> refused.getErrorMessage();
          case ConnectException _ -> "nothing answers there";
          case UnknownHostException _ -> "there is no such host";
          default -> failure.getMessage();
        };
    return new DatabaseProblem(
        "The database at %s cannot be used: %s.".formatted(where, why), failure);
  }

  public Pool pool() {
    return pool;
  }

  /// For what connects without the pool, such as migrations.
  PgConnectOptions options() {
    return options;
  }

  /// Succeeds when the database answers.
  public Future<?> ping() {
    return pool.query("select 1").execute();
  }

  public Future<Void> close() {
    return pool.close();
  }
}
