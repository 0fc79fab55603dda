package dev.meridian.collab.compaction;

import dev.meridian.collab.Loop;
import dev.meridian.collab.history.LogStore;
import dev.meridian.collab.history.LogStore.StoredLog;
import dev.meridian.ydoc.Limits;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.WorkerExecutor;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.SqlConnection;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.UUID;

/// Compacts documents of this node, a few at a time, while people go on writing: reads what is
/// committed, makes and proves the snapshot on a small pool of its own, then writes it, the history
/// and the shorter log in one transaction that takes no lock an edit waits for. Touched only on its
/// owner's event loop; [#compact] may be called from anywhere.
public final class Compactor implements Compaction {
  private static final int AT_A_TIME = 2;

  private record Wish(UUID documentId, Least least, Promise<Snapshot> promise) {}

  private final Loop owner;
  private final Pool pool;
  private final CompactionStore store;
  private final Limits limits;
  private final CompactionMetrics metrics;
  private final WorkerExecutor workers;
  private final Deque<Wish> waiting = new ArrayDeque<>();
  private int running;

  public Compactor(Vertx vertx, Loop owner, Pool pool, Limits limits, CompactionMetrics metrics) {
    this.owner = owner;
    this.pool = pool;
    this.store = new CompactionStore(pool);
    this.limits = limits;
    this.metrics = metrics;
    this.workers = vertx.createSharedWorkerExecutor("meridian-document-compaction", AT_A_TIME);
  }

  @Override
  public Future<Snapshot> compact(UUID documentId, Least least) {
    Promise<Snapshot> promise = Promise.promise();
    owner.execute(() -> {
      waiting.add(new Wish(documentId, least, promise));
      next();
    });
    return promise.future();
  }

  private void next() {
    if (running == AT_A_TIME || waiting.isEmpty()) {
      return;
    }
    running++;
    Wish wish = waiting.removeFirst();
    store
        .exclusively(wish.documentId(), connection -> compact(connection, wish))
        .compose(done -> done.map(Future::succeededFuture).orElseGet(() -> existing(wish)))
        .onFailure(_ -> metrics.failed())
        .onComplete(result ->
            owner.execute(() -> {
              running--;
              next();
              wish.promise().handle(result);
            }));
  }

  /// Another node is at it: what there is now.
  private Future<Snapshot> existing(Wish wish) {
    return LogStore.extent(pool, wish.documentId())
        .map(extent -> new Snapshot(extent.seq(), extent.bytes()));
  }

  private Future<Snapshot> compact(SqlConnection connection, Wish wish) {
    long start = System.nanoTime();
    return LogStore.extent(connection, wish.documentId())
        .compose(extent ->
            wish.least().isReached(extent.rows(), extent.rowBytes())
                ? LogStore.consistently(connection, it -> LogStore.read(it, wish.documentId()))
                    .compose(log -> compact(connection, wish.documentId(), log, start))
                : Future.succeededFuture(new Snapshot(extent.seq(), extent.bytes())));
  }

  private Future<Snapshot> compact(
      SqlConnection connection, UUID documentId, StoredLog log, long start) {
    return workers
        .executeBlocking(() -> Compacted.of(log, limits), false)
        .compose(compacted ->
            store
                .write(connection, documentId, log.epoch(), compacted)
                .map(_ -> {
                  metrics.compacted(compacted, Duration.ofNanos(System.nanoTime() - start));
                  return new Snapshot(compacted.after().seq(), compacted.after().bytes().length);
                }));
  }
}
