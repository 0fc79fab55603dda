package dev.meridian.collab.replica;

import dev.meridian.bus.Bus;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.sqlclient.Pool;
import java.util.Collection;
import java.util.List;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Looks at the heads of all documents of this node in one query: each second, five times a second
/// while the news of other nodes is not heard, and at once when it is heard again. So a lost
/// message never leaves a document behind for long. Touched only on its own event loop.
public final class HeadPoll implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(HeadPoll.class);
  private static final long TICK_MILLIS = 200;
  private static final int TICKS_WHILE_CONNECTED = 5;

  /// The documents of this node.
  public interface Hosted {
    Collection<UUID> ids();

    void headSeen(UUID documentId, long seq);

    /// Every document is to be loaded anew.
    void leaveEpoch();
  }

  private final Vertx vertx;
  private final HeadStore store;
  private final Bus bus;
  private final Epoch epoch;
  private final Hosted hosted;
  private final ReplicaMetrics metrics;
  private final long timer;
  private boolean isReading;
  private boolean wasConnected = true;
  private int ticks;

  private HeadPoll(
      Vertx vertx, HeadStore store, Bus bus, Epoch epoch, Hosted hosted, ReplicaMetrics metrics) {
    this.vertx = vertx;
    this.store = store;
    this.bus = bus;
    this.epoch = epoch;
    this.hosted = hosted;
    this.metrics = metrics;
    this.timer = vertx.setPeriodic(TICK_MILLIS, _ -> tick());
  }

  public static HeadPoll start(
      Vertx vertx, Pool pool, Bus bus, Epoch epoch, Hosted hosted, ReplicaMetrics metrics) {
    return new HeadPoll(vertx, new HeadStore(pool), bus, epoch, hosted, metrics);
  }

  /// The epoch that the database is in now.
  public static Future<Epoch> currentEpoch(Pool pool) {
    return new HeadStore(pool).read(List.of()).map(heads -> new Epoch(heads.life()));
  }

  private void tick() {
    boolean isConnected = bus.isConnected();
    boolean isBack = isConnected && !wasConnected;
    wasConnected = isConnected;
    ticks++;
    if (!isReading && (!isConnected || isBack || ticks >= TICKS_WHILE_CONNECTED)) {
      ticks = 0;
      read();
    }
  }

  private void read() {
    isReading = true;
    store
        .read(List.copyOf(hosted.ids()))
        .onSuccess(this::compare)
        .onFailure(failure -> LOG.warn("The heads of documents cannot be read", failure))
        .onComplete(_ -> isReading = false);
  }

  private void compare(HeadStore.Heads heads) {
    if (epoch.moveTo(heads.life())) {
      LOG.warn("The database was restored: every document is loaded anew");
      metrics.movedEpoch();
      hosted.leaveEpoch();
    } else {
      heads.byDocument().forEach(hosted::headSeen);
    }
  }

  @Override
  public void close() {
    vertx.cancelTimer(timer);
  }
}
