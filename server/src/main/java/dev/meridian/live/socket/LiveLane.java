package dev.meridian.live.socket;

import dev.meridian.auth.Authenticator;
import dev.meridian.bus.Bus;
import dev.meridian.http.Origins;
import dev.meridian.http.Upgrades;
import dev.meridian.http.resource.Resources;
import dev.meridian.live.LiveLimits;
import dev.meridian.live.LiveMetrics;
import dev.meridian.live.resource.WatchedResources;
import io.micrometer.core.instrument.MeterRegistry;
import io.vertx.core.Vertx;
import java.time.InstantSource;

/// The sockets of `/live` on this node.
public final class LiveLane implements AutoCloseable {
  private final OpenSockets sockets;
  private final LiveUpgrades upgrades;

  public LiveLane(
      Vertx vertx,
      Authenticator authenticator,
      Resources resources,
      WatchedResources watched,
      Bus bus,
      Origins origins,
      InstantSource clock,
      LiveLimits limits,
      LiveMetrics metrics,
      MeterRegistry registry) {
    this.sockets = new OpenSockets(vertx, bus, registry);
    this.upgrades =
        new LiveUpgrades(
            new SocketServices(
                vertx, authenticator, resources, watched, sockets, clock, limits, metrics),
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
