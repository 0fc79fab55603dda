package dev.meridian.collab.socket;

import dev.meridian.bus.AccessNews;
import dev.meridian.bus.Bus;
import dev.meridian.bus.Subscription;
import dev.meridian.collab.CloseCode;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import io.vertx.core.Vertx;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/// Every connection of this node, told when rights change. May be used from any thread.
final class OpenSockets implements AutoCloseable {
  /// The authenticator hears the same news and has forgotten by then what it knew.
  private static final long AFTER_OTHERS_MILLIS = 100;

  private final Set<CollabSocket> sockets = ConcurrentHashMap.newKeySet();
  private final Subscription subscription;

  OpenSockets(Vertx vertx, Bus bus, MeterRegistry registry) {
    registry.gaugeCollectionSize("meridian.collab.connections", Tags.empty(), sockets);
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
  }

  void add(CollabSocket socket) {
    sockets.add(socket);
  }

  void remove(CollabSocket socket) {
    sockets.remove(socket);
  }

  /// Asks everybody to come back to the next server.
  @Override
  public void close() {
    subscription.close();
    sockets.forEach(socket -> socket.close(CloseCode.RESTART, "restart"));
  }
}
