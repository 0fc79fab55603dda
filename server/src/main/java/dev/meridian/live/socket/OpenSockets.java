package dev.meridian.live.socket;

import dev.meridian.bus.AccessNews;
import dev.meridian.bus.Bus;
import dev.meridian.bus.Subscription;
import dev.meridian.collab.CloseCode;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import io.vertx.core.Vertx;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/// Every socket of `/live` on this node, told when rights change. May be used from any thread.
final class OpenSockets implements AutoCloseable {
  /// The authenticator hears the same news and has forgotten by then what it knew.
  private static final long AFTER_OTHERS_MILLIS = 100;

  /// A sign-in that ends by time alone makes no news.
  private static final long RECHECK_MILLIS = 60_000;

  private final Set<LiveSocket> sockets = ConcurrentHashMap.newKeySet();
  private final Vertx vertx;
  private final long rechecks;
  private final Subscription subscription;

  OpenSockets(Vertx vertx, Bus bus, MeterRegistry registry) {
    this.vertx = vertx;
    registry.gaugeCollectionSize("meridian.live.connections", Tags.empty(), sockets);
    this.subscription =
        bus.subscribe(
            Bus.ACCESS,
            message ->
                vertx.setTimer(
                    AFTER_OTHERS_MILLIS,
                    _ -> {
                      var news = AccessNews.read(message);
                      sockets.forEach(socket -> socket.accessChanged(news));
                    }));
    this.rechecks = vertx.setPeriodic(RECHECK_MILLIS, _ -> sockets.forEach(LiveSocket::recheck));
  }

  void add(LiveSocket socket) {
    sockets.add(socket);
  }

  void remove(LiveSocket socket) {
    sockets.remove(socket);
  }

  /// Asks everybody to come back to the next server.
  @Override
  public void close() {
    vertx.cancelTimer(rechecks);
    subscription.close();
    sockets.forEach(socket -> socket.close(CloseCode.RESTART, "restart"));
  }
}
