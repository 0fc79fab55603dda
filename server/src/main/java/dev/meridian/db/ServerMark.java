package dev.meridian.db;

import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.pgclient.PgConnection;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The mark in Postgres that a server runs on this database: an advisory lock, shared by all
/// servers, on a connection of its own. A restore takes the lock alone, so it never begins while a
/// server runs, and no server starts while it goes on. A lost connection is opened again. Touched
/// only on its own event loop.
public final class ServerMark implements AutoCloseable {

  /// The number of the lock: the letters of `meridian`.
  public static final long LOCK = 0x6d6572696469616eL;

  private static final Logger LOG = LoggerFactory.getLogger(ServerMark.class);
  private static final String SHARE = "select pg_try_advisory_lock_shared($1) as marked";
  private static final long TICK_MILLIS = 5_000;

  private final Vertx vertx;
  private final Database database;
  private final Context context;
  private final long timer;
  private @Nullable SqlConnection connection;
  private boolean isWaiting;
  private volatile boolean closed;

  private ServerMark(Vertx vertx, Database database, Context context, SqlConnection connection) {
    this.vertx = vertx;
    this.database = database;
    this.context = context;
    this.timer = vertx.setPeriodic(TICK_MILLIS, _ -> context.runOnContext(_ -> tick()));
    context.runOnContext(_ -> keep(connection));
  }

  /// Fails with a [DatabaseProblem] while a restore goes on.
  public static Future<ServerMark> set(Vertx vertx, Database database) {
    var context = vertx.getOrCreateContext();
    return connect(vertx, database)
        .map(connection -> new ServerMark(vertx, database, context, connection));
  }

  private static Future<SqlConnection> connect(Vertx vertx, Database database) {
    return PgConnection.connect(vertx, database.options())
        .onSuccess(
            connection -> // without a handler the client prints what Postgres says
            connection.exceptionHandler(
                    failure -> LOG.debug("Its connection says: {}", failure.getMessage())))
        .compose(connection ->
            connection
                .preparedQuery(SHARE)
                .execute(Tuple.of(LOCK))
                .compose(rows ->
                    rows.iterator().next().getBoolean("marked")
                        ? Future.<SqlConnection>succeededFuture(connection)
                        : Future.failedFuture(
                            new DatabaseProblem(
                                "A restore of this database is going on: start Meridian when it"
                                    + " has ended.")))
                .onFailure(_ -> connection.close()));
  }

  private void keep(SqlConnection next) {
    if (closed) {
      next.close();
      return;
    }
    connection = next;
    next.closeHandler(_ -> context.runOnContext(_ -> lost(next)));
  }

  private void lost(SqlConnection gone) {
    if (connection == gone) {
      connection = null;
    }
  }

  /// A connection that has not answered since the last tick is given up.
  private void tick() {
    var current = connection;
    if (closed) {
      return;
    }
    if (isWaiting) {
      if (current != null) {
        connection = null;
        current.close();
        isWaiting = false;
      }
      return;
    }
    isWaiting = true;
    var answer =
        current == null
            ? connect(vertx, database).onSuccess(next -> context.runOnContext(_ -> keep(next)))
            : current.query("select 1").execute();
    answer
        .onFailure(failure -> {
          if (!closed) {
            LOG.warn("The mark that a server runs here is lost: {}", failure.getMessage());
          }
        })
        .onComplete(_ -> context.runOnContext(_ -> isWaiting = false));
  }

  @Override
  public void close() {
    vertx.cancelTimer(timer);
    closed = true;
    context.runOnContext(_ -> {
      if (connection != null) {
        connection.close();
      }
    });
  }
}
