package dev.meridian.collab.socket;

import dev.meridian.bus.AccessNews;
import dev.meridian.bus.Bus;
import dev.meridian.bus.Subscription;
import dev.meridian.collab.CloseCode;
import dev.meridian.collab.CollabMetrics;
import io.vertx.core.Vertx;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/// Every connection of this node, told when rights change. May be used from any thread.
final class OpenSockets implements AutoCloseable {
  /// The authenticator hears the same news and has forgotten by then what it knew.
  private static final long AFTER_OTHERS_MILLIS = 100;

  /// A sign-in that ends by time alone makes no news.
  private static final long RECHECK_MILLIS = 60_000;

  private final Set<CollabSocket> sockets = ConcurrentHashMap.newKeySet();
  private final AtomicInteger slow = new AtomicInteger();
  private final CollabMetrics metrics;
  private final Vertx vertx;
  private final long rechecks;
  private final Subscription subscription;
  private volatile boolean closed;

  OpenSockets(Vertx vertx, Bus bus, CollabMetrics metrics) {
    this.vertx = vertx;
    this.metrics = metrics;
    metrics.watchConnections(sockets);
    metrics.watchSlowReaders(slow);
    this.subscription =
        bus.subscribe(
            Bus.ACCESS,
            message ->
                vertx.setTimer(
                    AFTER_OTHERS_MILLIS,
                    _ -> {
                      AccessNews news = AccessNews.read(message);
                      sockets.forEach(socket -> socket.accessChanged(news));
                    }));
    this.rechecks = vertx.setPeriodic(RECHECK_MILLIS, _ -> sockets.forEach(CollabSocket::recheck));
  }

  void add(CollabSocket socket) {
    sockets.add(socket);
    if (closed) {
      socket.close(CloseCode.RESTART, "restart");
    }
  }

  void remove(CollabSocket socket) {
    sockets.remove(socket);
  }

  void becameSlow() {
    slow.incrementAndGet();
    metrics.slow();
  }

  void isSlowNoMore() {
    slow.decrementAndGet();
  }

  void gaveUp() {
    metrics.gaveUp();
  }

  /// Asks everybody to come back to the next server.
  @Override
  public void close() {
    closed = true;
    vertx.cancelTimer(rechecks);
    subscription.close();
    sockets.forEach(socket -> socket.close(CloseCode.RESTART, "restart"));
  }
}
