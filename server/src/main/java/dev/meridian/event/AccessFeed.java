package dev.meridian.event;

import dev.meridian.bus.AccessNews;
import dev.meridian.bus.Bus;
import dev.meridian.bus.Subscription;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.sqlclient.Pool;
import java.util.HashSet;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Reads from Postgres the news about rights that the bus did not bring, and tells it on this node:
/// so a lost right is in force on every node within a second, whatever became of the message.
/// Touched only on its own event loop.
public final class AccessFeed implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(AccessFeed.class);
  private static final long TICK_MILLIS = 200;
  private static final int TICKS_WHILE_CONNECTED = 2;

  private final Vertx vertx;
  private final Pool pool;
  private final Bus bus;
  private final Subscription subscription;
  private final long timer;

  /// Numbers that the bus did bring, until they are read too.
  private final Set<Long> heard = new HashSet<>();

  private long seq;
  private boolean isReading;
  private int ticks;

  private AccessFeed(Vertx vertx, Pool pool, Bus bus, long seq) {
    this.vertx = vertx;
    this.pool = pool;
    this.bus = bus;
    this.seq = seq;
    this.subscription =
        bus.subscribe(Bus.ACCESS, message -> AccessNews.read(message).seq().ifPresent(heard::add));
    this.timer = vertx.setPeriodic(TICK_MILLIS, _ -> tick());
  }

  /// Begins at what is there now: whoever keeps rights in memory has none yet.
  public static Future<AccessFeed> start(Vertx vertx, Pool pool, Bus bus) {
    return AccessNewsStore.head(pool).map(head -> new AccessFeed(vertx, pool, bus, head));
  }

  private void tick() {
    ticks++;
    if (!isReading && (!bus.isConnected() || ticks >= TICKS_WHILE_CONNECTED)) {
      ticks = 0;
      isReading = true;
      AccessNewsStore.after(pool, seq)
          .onSuccess(this::tell)
          .onFailure(failure -> LOG.warn("News about rights cannot be read", failure))
          .onComplete(_ -> isReading = false);
    }
  }

  private void tell(AccessNewsStore.News news) {
    if (news.misses(seq)) {
      bus.tellHere(Bus.ACCESS, AccessNews.ofEverything().write());
      seq = news.head();
      return;
    }
    for (AccessNewsStore.Kept one : news.kept()) {
      if (!heard.remove(one.seq())) {
        bus.tellHere(Bus.ACCESS, one.news().write());
      }
      seq = one.seq();
    }
    heard.removeIf(number -> number <= seq);
  }

  @Override
  public void close() {
    vertx.cancelTimer(timer);
    subscription.close();
  }
}
