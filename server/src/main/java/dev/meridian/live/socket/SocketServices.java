package dev.meridian.live.socket;

import dev.meridian.auth.Authenticator;
import dev.meridian.http.resource.Resources;
import dev.meridian.live.LiveLimits;
import dev.meridian.live.LiveMetrics;
import dev.meridian.live.resource.WatchedResources;
import io.vertx.core.Vertx;
import java.time.InstantSource;

/// What every socket of a node uses.
///
/// @param resources what there is to watch
/// @param watched what is watched
record SocketServices(
    Vertx vertx,
    Authenticator authenticator,
    Resources resources,
    WatchedResources watched,
    OpenSockets sockets,
    InstantSource clock,
    LiveLimits limits,
    LiveMetrics metrics) {}
