package dev.meridian.live;

import dev.meridian.auth.Authenticator;
import dev.meridian.bus.Bus;
import dev.meridian.collab.EventLoops;
import dev.meridian.event.StreamHeads;
import dev.meridian.http.Origins;
import dev.meridian.http.Upgrades;
import dev.meridian.http.resource.Resources;
import dev.meridian.live.resource.WatchedResources;
import dev.meridian.live.socket.LiveLane;
import io.micrometer.core.instrument.MeterRegistry;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.time.InstantSource;
import java.util.List;

/// Watching on this node, wired: the resources, the sockets.
public final class Live implements AutoCloseable {
  private final WatchedResources watched;
  private final LiveLane lane;

  private Live(WatchedResources watched, LiveLane lane) {
    this.watched = watched;
    this.lane = lane;
  }

  /// @param heads together they know every stream that a resource hangs on
  public static Future<Live> start(
      Vertx vertx,
      Resources resources,
      Authenticator authenticator,
      Bus bus,
      List<StreamHeads> heads,
      Origins origins,
      InstantSource clock,
      LiveLimits limits,
      MeterRegistry registry) {
    int count = Math.max(2, Runtime.getRuntime().availableProcessors());
    var metrics = new LiveMetrics(registry);
    return EventLoops.deploy(vertx, count)
        .map(loops -> {
          var watched = new WatchedResources(loops, resources, bus, heads, clock, limits, metrics);
          var lane =
              new LiveLane(
                  vertx,
                  authenticator,
                  resources,
                  watched,
                  bus,
                  origins,
                  clock,
                  limits,
                  metrics,
                  registry);
          return new Live(watched, lane);
        });
  }

  public Upgrades upgrades() {
    return lane.upgrades();
  }

  /// Asks every client to come back to the next server.
  @Override
  public void close() {
    lane.close();
    watched.close();
  }
}
