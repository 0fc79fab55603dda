package dev.meridian.collab.socket;

import dev.meridian.auth.Authenticator;
import dev.meridian.bus.Bus;
import dev.meridian.collab.CollabLimits;
import dev.meridian.collab.CollabMetrics;
import dev.meridian.collab.host.Documents;
import dev.meridian.http.Origins;
import dev.meridian.http.Upgrades;
import io.vertx.core.Vertx;

/// The sockets of co-editing on this node.
public final class CollabLane implements AutoCloseable {
  private final OpenSockets sockets;
  private final CollabUpgrades upgrades;

  public CollabLane(
      Vertx vertx,
      Authenticator authenticator,
      DocumentGate gate,
      Documents documents,
      Bus bus,
      Origins origins,
      CollabLimits limits,
      CollabMetrics metrics) {
    this.sockets = new OpenSockets(vertx, bus, metrics);
    this.upgrades =
        new CollabUpgrades(
            new SocketServices(vertx, authenticator, gate, documents, sockets, limits, metrics),
            origins);
  }

  public Upgrades upgrades() {
    return upgrades;
  }

  @Override
  public void close() {
    sockets.close();
  }
}
