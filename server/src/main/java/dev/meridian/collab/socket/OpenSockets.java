package dev.meridian.collab.socket;

import dev.meridian.bus.AccessNews;
import dev.meridian.bus.Bus;
import dev.meridian.bus.Subscription;
import dev.meridian.collab.CloseCode;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
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
  private final Counter slowReaders;
  private final Counter givenUp;
  private final Vertx vertx;
  private final long rechecks;
  private final Subscription subscription;

  OpenSockets(Vertx vertx, Bus bus, MeterRegistry registry) {
    this.vertx = vertx;
    registry.gaugeCollectionSize("meridian.collab.connections", Tags.empty(), sockets);
    registry.gauge("meridian.collab.slow", slow);
    this.slowReaders =
        Counter.builder("meridian.collab.slow.readers")
            .description("Times that a socket took nothing more and got marks instead of messages")
            .register(registry);
    this.givenUp =
        Counter.builder("meridian.collab.slow.closed")
            .description("Connections closed because their socket took nothing for too long")
            .register(registry);
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
  }

  void remove(CollabSocket socket) {
    sockets.remove(socket);
  }

  void becameSlow() {
    slow.incrementAndGet();
    slowReaders.increment();
  }

  void isSlowNoMore() {
    slow.decrementAndGet();
  }

  void gaveUp() {
    givenUp.increment();
  }

  /// Asks everybody to come back to the next server.
  @Override
  public void close() {
    vertx.cancelTimer(rechecks);
    subscription.close();
    sockets.forEach(socket -> socket.close(CloseCode.RESTART, "restart"));
  }
}
