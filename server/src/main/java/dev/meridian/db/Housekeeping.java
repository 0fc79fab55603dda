package dev.meridian.db;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.sqlclient.Pool;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Deletes, once an hour, rows that have done their service.
public final class Housekeeping implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(Housekeeping.class);

  /// What is deleted when it is older than how long.
  private record Chore(String sql, Duration age) {}

  private static final List<Chore> CHORES =
      List.of(
          new Chore("delete from ticket where expires_at < $1", Duration.ofMinutes(5)),
          new Chore("delete from idempotency_key where at < $1", Duration.ofDays(1)),
          new Chore("delete from document_writer where at < $1", Duration.ofDays(400)),
          new Chore("delete from access_news where at < $1", Duration.ofDays(1)),
          new Chore("delete from reset_link where expires_at < $1", Duration.ofDays(30)),
          new Chore(
              "delete from sign_in where ended_at < $1 or expires_at < $1", Duration.ofDays(30)));

  private final Vertx vertx;
  private final Pool pool;
  private final InstantSource clock;
  private final long timer;

  public Housekeeping(Vertx vertx, Pool pool, InstantSource clock) {
    this.vertx = vertx;
    this.pool = pool;
    this.clock = clock;
    this.timer =
        vertx.setPeriodic(
            TimeUnit.HOURS.toMillis(1),
            _ -> run().onFailure(failure -> LOG.warn("housekeeping failed", failure)));
  }

  /// Does all chores, one after another.
  Future<Void> run() {
    var now = clock.instant();
    Future<Void> done = Future.succeededFuture();
    for (var chore : CHORES) {
      done = done.compose(_ -> run(chore, now));
    }
    return done;
  }

  private Future<Void> run(Chore chore, Instant now) {
    return pool.preparedQuery(chore.sql()).execute(Sql.tuple(now.minus(chore.age()))).mapEmpty();
  }

  @Override
  public void close() {
    vertx.cancelTimer(timer);
  }
}
