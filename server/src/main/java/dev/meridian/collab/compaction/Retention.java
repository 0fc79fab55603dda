package dev.meridian.collab.compaction;

import dev.meridian.collab.CompactionRule;
import dev.meridian.collab.history.Chronicle;
import dev.meridian.collab.history.Commit;
import dev.meridian.collab.history.CommitPack;
import dev.meridian.collab.history.HistoryStore;
import dev.meridian.collab.history.LogStore;
import dev.meridian.collab.history.State;
import dev.meridian.ydoc.Limits;
import dev.meridian.ydoc.UpdateRejected;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.WorkerExecutor;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.SqlConnection;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Forgets, once an hour, history that is older than is kept: a state of the document takes its
/// place, so that what came after it can still be read.
public final class Retention implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Retention.class);
  private static final int MAX_DOCUMENTS = 1_000;

  private final Vertx vertx;
  private final CompactionStore locks;
  private final RetentionStore store;
  private final CompactionRule rule;
  private final Limits limits;
  private final InstantSource clock;
  private final CompactionMetrics metrics;
  private final WorkerExecutor workers;
  private final long timer;

  public Retention(
      Vertx vertx,
      Pool pool,
      CompactionRule rule,
      Limits limits,
      InstantSource clock,
      CompactionMetrics metrics) {
    this.vertx = vertx;
    this.locks = new CompactionStore(pool);
    this.store = new RetentionStore(pool);
    this.rule = rule;
    this.limits = limits;
    this.clock = clock;
    this.metrics = metrics;
    this.workers = vertx.createSharedWorkerExecutor("meridian-document-retention", 1);
    this.timer = vertx.setPeriodic(TimeUnit.HOURS.toMillis(1), _ -> run());
  }

  /// Goes over the documents, one after another.
  public Future<Void> run() {
    if (rule.keepsForEver()) {
      return Future.succeededFuture();
    }
    Instant before = clock.instant().minus(rule.keep()).truncatedTo(ChronoUnit.MINUTES);
    return store
        .old(before, MAX_DOCUMENTS)
        .compose(documents -> {
          Future<Void> done = Future.succeededFuture();
          for (UUID documentId : documents) {
            done = done.compose(_ -> forget(documentId, before));
          }
          return done;
        })
        .onFailure(failure -> LOG.warn("Old history could not be looked for", failure));
  }

  private Future<Void> forget(UUID documentId, Instant before) {
    return locks
        .exclusively(
            documentId,
            connection ->
                LogStore.consistently(connection, it -> read(it, documentId, before))
                    .compose(old -> forget(connection, documentId, old)))
        .onFailure(failure ->
            LOG.warn("Old history of document {} could not be forgotten", documentId, failure))
        .<Void>mapEmpty()
        .otherwiseEmpty();
  }

  /// @param to the end of a minute
  private record Old(State from, List<CommitPack> packs, Instant to) {}

  private static Future<Old> read(SqlConnection connection, UUID documentId, Instant before) {
    return HistoryStore.beginning(connection, documentId)
        .compose(beginning ->
            HistoryStore.packs(connection, documentId, before.minusNanos(1_000))
                .map(packs -> new Old(beginning, packs, before.minusNanos(1_000))));
  }

  private Future<Integer> forget(SqlConnection connection, UUID documentId, Old old) {
    return workers
        .executeBlocking(() -> end(old), false)
        .compose(to -> store.forget(connection, documentId, old.from(), to))
        .onSuccess(metrics::forgot);
  }

  private State end(Old old) throws UpdateRejected {
    Chronicle chronicle = Chronicle.from(old.from(), limits);
    for (Commit commit : CommitPack.upTo(old.to(), old.packs())) {
      chronicle.add(commit);
    }
    return chronicle.provenState();
  }

  @Override
  public void close() {
    vertx.cancelTimer(timer);
  }
}
